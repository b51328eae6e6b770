-- Takes in the rows of the table `withdrawal` of another store.
insert into withdrawal by name from incoming
