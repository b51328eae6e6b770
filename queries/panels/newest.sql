-- Which snapshot of a county is its newest counted one, and how many are there?
-- In a store of an earlier version, whose snapshots name no county, `county` is the one that is asked for.
select
    max(n.snapshot_id) as snapshot_id,
    count(n.snapshot_id) as snapshots
from (select $county::varchar as county) as asked,
lateral (select snapshot_id, county as whose from snapshot where withdrawn_generation is null) as n
where coalesce(n.whose, $county) = $county
order by snapshot_id
