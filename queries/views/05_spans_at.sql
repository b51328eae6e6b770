-- From when to when, and over which series, do the readings of each counted snapshot go?
create or replace macro spans_at(known_at) as table
select
    reading.snapshot_id, min(reading.period) as first_period, max(reading.period) as last_period,
    min(reading.series_id) as first_series, max(reading.series_id) as last_series
from reading
where reading.snapshot_id in (from counted_at(known_at))
group by reading.snapshot_id
