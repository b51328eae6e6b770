-- Which snapshots came from a file with these bytes, for this county and were withdrawn, and why?
-- In a store of an earlier version, whose snapshots name no county, `county` is the one that is asked for.
select n.*
from (select $county::varchar as county) as asked,
lateral (
    select snapshot_id, part, rows, withdrawn_reason
    from snapshot
    where sha256 = $sha256 and withdrawn_generation is not null and coalesce(county, $county) = $county
) as n
order by n.snapshot_id
