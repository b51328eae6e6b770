-- Takes in the rows of the table `target` of another store.
insert into target by name from incoming
