-- Which readings are in a snapshot more than once, and in which rows of the file?
select
    series.indicator, series.place, series.dimension, series.member, series.measure, repeated.period, repeated.rows
from (
    select series_id, period, min(row) as first_row, min(row, 10) as rows
    from reading
    where snapshot_id >= $first
    group by snapshot_id, series_id, period
    having count(*) > 1
    order by first_row
    limit 5
) as repeated
join series using (series_id)
order by repeated.first_row
