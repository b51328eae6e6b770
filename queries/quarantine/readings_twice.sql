-- Which readings are in a snapshot more than once? Of equal ones the first may stay; of different ones none can.
select
    reading.row as file_row, concat_ws(' ', indicator, place, nullif(dimension, ''), nullif(member, ''), measure, period) as key,
    indicator, place, dimension, member, measure, period, value
from reading
join series using (series_id)
where reading.snapshot_id >= $first
window same as (partition by reading.snapshot_id, series_id, period)
qualify
    count(*) over same > 1
    and (min(value) over same <> max(value) over same or row_number() over (same order by reading.row) > 1)
order by file_row
limit 2000
