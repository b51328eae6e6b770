-- At which snapshots can everything be shown as it was known then, oldest first?
select
    n.snapshot_id, n.name, n.part, n.form, n.source, n.published, n.generation, n.withdrawn_generation, g.published_at
from snapshot as n
left join generation as g on g.generation = n.generation
order by n.snapshot_id
