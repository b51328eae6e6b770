-- The lowest growth in % that is taken for an indicator; null takes any.
alter table indicator add column growth_lowest double
