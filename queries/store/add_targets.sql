-- Adds versions of targets out of the rows that are offered.
insert into target by name select * from offered
