-- Takes in the rows of the table `generation` of another store.
insert into generation by name from incoming
