-- The newest counted value of every series and period, with names, unit and source.
create or replace view readings as
from readings_at(null)
