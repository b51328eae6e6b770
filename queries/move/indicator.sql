-- Takes in the rows of the table `indicator` of another store.
insert into indicator by name from incoming
