-- Which snapshot bears this number, whose is it, and does it still count?
-- In a store of an earlier version, whose snapshots name no county, `county` is empty.
select n.snapshot_id, n.whose as county, n.name, n.part, n.status, n.withdrawn_generation
from (select null::varchar as county) as nobody,
lateral (
    select snapshot_id, county as whose, name, part, status, withdrawn_generation
    from snapshot
    where snapshot_id = $snapshot_id
) as n
order by n.snapshot_id
