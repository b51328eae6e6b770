-- Which snapshots did one generation bring, and which did it withdraw or reinstate?
select snapshot_id, generation = $generation and withdrawn_generation is null as brought
from snapshot
where
    generation = $generation
    or snapshot_id in (
        select w.snapshot_id from withdrawal as w where $generation in (w.withdrawn_generation, w.reinstated_generation)
    )
order by snapshot_id
