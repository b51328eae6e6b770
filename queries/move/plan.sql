-- Takes in the rows of the table `plan` of another store.
insert into plan by name from incoming
