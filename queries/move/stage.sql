-- Takes in the rows of the table `stage` of another store.
insert into stage by name from incoming
