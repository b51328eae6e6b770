-- When was the generation published that brought one snapshot?
select max(g.published_at) as published_at
from snapshot as n
join generation as g on g.generation = n.generation
where n.snapshot_id = $known_at::integer
order by published_at
