-- Which entries are in a snapshot more than once, and in which rows of the file?
select indicator, event, entry_id, min(row, 10) as rows
from entry
where snapshot_id >= $first
group by snapshot_id, indicator, event, entry_id
having count(*) > 1
order by min(row)
limit 5
