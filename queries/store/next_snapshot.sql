-- Which number does the next snapshot get?
select coalesce(max(snapshot_id), 0) + 1 as snapshot_id from snapshot order by snapshot_id
