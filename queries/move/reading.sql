-- Takes in the rows of the table `reading` of another store.
insert into reading_here by name from incoming
