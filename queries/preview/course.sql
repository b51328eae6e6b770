-- Lay out every series that the file speaks of as it will read: earlier figures, and the file's own over them.
create temporary table preview_course as
with earlier as (
    select reading.series_id, reading.period, arg_max(reading.value, reading.snapshot_id) as value
    from reading
    where
        reading.snapshot_id < $first
        and reading.series_id in (select series_id from preview_fresh)
        and reading.snapshot_id in (select snapshot_id from snapshot where withdrawn_generation is null)
    group by reading.series_id, reading.period
)
select series_id, period, value, false as is_fresh
from earlier
anti join preview_fresh as known using (series_id, period)
union all
select series_id, period, value, old_value is null or old_value <> value as is_fresh
from preview_fresh
