-- Takes in the rows of the table `quarantine` of another store.
insert into quarantine by name from incoming
