-- Which snapshot bears this number, and does it still count?
select snapshot_id, name, part, status, withdrawn_generation from snapshot where snapshot_id = $snapshot_id order by snapshot_id
