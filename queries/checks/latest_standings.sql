-- What do the newest standings of a county and year say, as they were stored?
select *
from standing
where
    generation = (select max(generation) from standing) and county = $county and year = $year
    and snapshot_id is not distinct from $snapshot_id::integer and as_of = $as_of
order by target_id
