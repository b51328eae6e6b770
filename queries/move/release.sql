-- Takes in the rows of the table `release` of another store.
insert into release by name from incoming
