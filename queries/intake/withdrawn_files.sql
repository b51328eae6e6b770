-- Which snapshots came from a file with these bytes and were withdrawn, and why?
select snapshot_id, part, rows, withdrawn_reason
from snapshot
where sha256 = $sha256 and withdrawn_generation is not null
order by snapshot_id
