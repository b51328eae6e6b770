-- Takes in the rows of the table `standing` of another store.
insert into standing by name from incoming
