-- Takes in the rows of the table `reading` of another store.
insert into reading by name from incoming
