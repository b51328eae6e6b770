-- Adds the indicators that are offered.
insert into indicator by name select * from offered
