-- Which snapshots count that came from the same bytes as this one?
select other.snapshot_id
from snapshot as asked
join snapshot as other
    on other.sha256 = asked.sha256 and other.part = asked.part and other.county is not distinct from asked.county
where asked.snapshot_id = $snapshot_id and other.snapshot_id <> asked.snapshot_id and other.withdrawn_generation is null
order by other.snapshot_id
