-- Takes in the rows of the table `place` of another store.
insert into place by name from incoming
