-- Takes in the rows of the table `current` of another store.
insert into current by name from incoming
