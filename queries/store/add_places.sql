-- Adds the places that are offered.
insert into place by name select * from offered
