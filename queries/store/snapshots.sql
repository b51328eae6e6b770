-- Which files of one county (null: of all) were loaded, and do they still count?
-- In a store of an earlier version, whose snapshots name no county, `county` is the one that is asked for.
select
    n.snapshot_id, n.whose as county, n.form, n.name, n.part, n.source, n.published, n.rows, n.status, n.loaded_at,
    n.loaded_by, n.sha256, n.bytes, n.profile, n.generation, n.withdrawn_generation, n.withdrawn_at, n.withdrawn_by,
    n.withdrawn_reason
from (select $county::varchar as county) as asked,
lateral (
    select
        snapshot_id, county as whose, form, name, part, source, published, rows, status, loaded_at, loaded_by, sha256,
        bytes, profile, generation, withdrawn_generation, withdrawn_at, withdrawn_by, withdrawn_reason
    from snapshot
) as n
where $county::varchar is null or coalesce(n.whose, $county) = $county
order by n.snapshot_id
