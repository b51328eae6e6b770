-- Takes in the rows of the table `audit` of another store.
insert into audit by name from incoming
