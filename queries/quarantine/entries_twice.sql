-- Which entries are in a snapshot more than once? None of them can be told to be the right one.
select
    row as file_row, concat_ws(' ', indicator, event, entry_id) as key, indicator, entry_id, name, place, event, day as date,
    industry, amount, evidence
from entry
where snapshot_id >= $first
qualify count(*) over (partition by snapshot_id, indicator, event, entry_id) > 1
order by file_row
limit 2000
