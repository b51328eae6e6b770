-- Takes in the rows of the table `report` of another store.
insert into report by name from incoming
