-- Adds the release dates that are offered.
insert into release by name select * from offered
