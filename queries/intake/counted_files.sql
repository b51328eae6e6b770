-- Which snapshots that still count came from a file with these bytes, for this county?
-- In a store of an earlier version, whose snapshots name no county, `county` is the one that is asked for.
select n.*
from (select $county::varchar as county) as asked,
lateral (
    select snapshot_id, part, rows
    from snapshot
    where sha256 = $sha256 and status = 'loaded' and coalesce(county, $county) = $county
) as n
order by n.snapshot_id
