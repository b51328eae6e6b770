-- Keeps the standings that are offered.
insert into standing by name select * from offered
