-- At which snapshots of a county can everything be shown as it was known then, oldest first?
-- In a store of an earlier version, whose snapshots name no county, `county` is the one that is asked for.
select
    n.snapshot_id, n.name, n.part, n.form, n.source, n.published, n.generation, n.withdrawn_generation, g.published_at
from (select $county::varchar as county) as asked,
lateral (
    select snapshot_id, name, part, form, source, published, generation, withdrawn_generation, county as whose
    from snapshot
) as n
left join generation as g on g.generation = n.generation
where coalesce(n.whose, $county) = $county
order by n.snapshot_id
