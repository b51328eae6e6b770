-- Which snapshots that still count came from a file with these bytes?
select snapshot_id, part, rows
from snapshot
where sha256 = $sha256 and status = 'loaded'
order by snapshot_id
