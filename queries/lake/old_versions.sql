-- Which versions are older than so many hours, and older than the newest generation, which always stays?
select snapshot_id
from ducklake_snapshots('lake')
where snapshot_time < to_timestamp($now) - to_hours($hours) and snapshot_id < $newest
order by snapshot_id
