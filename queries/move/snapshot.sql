-- Takes in the rows of the table `snapshot` of another store.
insert into snapshot by name from incoming
