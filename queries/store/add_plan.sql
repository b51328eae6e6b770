-- Adds the monthly plans that are offered.
insert into plan by name select * from offered
