-- How many entries came into each snapshot, and how many are there twice?
select snapshot_id, sum(entries)::bigint as rows, sum(entries - 1)::bigint as repeated, 0::bigint as impossible
from (
    select snapshot_id, indicator, event, entry_id, count(*) as entries
    from entry
    where snapshot_id >= $first
    group by snapshot_id, indicator, event, entry_id
)
group by snapshot_id
order by snapshot_id
