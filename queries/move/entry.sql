-- Takes in the rows of the table `entry` of another store.
insert into entry by name from incoming
