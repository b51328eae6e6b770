-- What do the newest standings of a county and year say, as they were stored?
select *
from standing
where
    county = $county and year = $year
    and generation = (select max(generation) from standing where county = $county)
    and snapshot_id is not distinct from $snapshot_id::integer and as_of = $as_of
order by target_id
