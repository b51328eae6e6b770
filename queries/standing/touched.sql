-- Which snapshots did one generation bring, and how many did it withdraw?
select snapshot_id, generation = $generation and withdrawn_generation is null as brought
from snapshot
where generation = $generation or withdrawn_generation = $generation
order by snapshot_id
