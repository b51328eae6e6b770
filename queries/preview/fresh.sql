-- Lay beside every reading of the file what was counted for the same series and period before.
create temporary table preview_fresh as
with fresh as (
    select series_id, period, arg_max(value, snapshot_id) as value
    from reading
    where snapshot_id >= $first
    group by series_id, period
),
earlier as (
    select reading.series_id, reading.period, arg_max(reading.value, reading.snapshot_id) as value
    from reading
    semi join fresh on fresh.series_id = reading.series_id and fresh.period = reading.period
    where
        reading.snapshot_id < $first
        and reading.snapshot_id in (select snapshot_id from snapshot where withdrawn_generation is null)
    group by reading.series_id, reading.period
)
select fresh.series_id, fresh.period, fresh.value, earlier.value as old_value
from fresh
left join earlier on earlier.series_id = fresh.series_id and earlier.period = fresh.period
