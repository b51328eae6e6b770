-- Which snapshots have rows but no line of their own?
select snapshot_id, count(*) as rows
from (select snapshot_id from reading union all select snapshot_id from entry) as found
where snapshot_id not in (select snapshot_id from snapshot)
group by snapshot_id
order by snapshot_id
