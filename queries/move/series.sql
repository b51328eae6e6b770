-- Takes in the rows of the table `series` of another store.
insert into series by name from incoming
