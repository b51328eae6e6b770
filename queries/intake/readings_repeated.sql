-- Which readings are in a snapshot more than once, and in which rows of the file?
select
    series.indicator, series.place, series.dimension, series.member, series.measure, reading.period,
    list(reading.row order by reading.row)[:10] as rows
from reading
join series using (series_id)
where reading.snapshot_id >= $first
group by
    reading.snapshot_id, series.indicator, series.place, series.dimension, series.member, series.measure, reading.period
having count(*) > 1
order by min(reading.row)
limit 5
