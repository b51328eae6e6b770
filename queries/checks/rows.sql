-- In which snapshots does the number of rows differ from what was loaded?
select n.snapshot_id, n.name, n.rows as loaded, coalesce(found.rows, 0) as found
from snapshot as n
left join (
    select snapshot_id, count(*) as rows from reading group by snapshot_id
    union all
    select snapshot_id, count(*) as rows from entry group by snapshot_id
) as found on found.snapshot_id = n.snapshot_id
where n.rows <> coalesce(found.rows, 0)
order by n.snapshot_id
