-- Adds the stages that are offered.
insert into stage by name select * from offered
