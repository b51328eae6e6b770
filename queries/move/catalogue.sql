-- Takes in the rows of the table `catalogue` of another store.
insert into catalogue by name from incoming
