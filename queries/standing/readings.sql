-- What did the named series read in every period, as known at a snapshot (null: now), and which snapshot said so?
-- The few snapshots that do not count are left out, not the many that do let in: that costs a scan of them half as much.
select
    reading.series_id, reading.period, arg_max(reading.value, reading.snapshot_id) as value,
    max(reading.snapshot_id) as snapshot_id
from reading
anti join (
    select snapshot_id from snapshot where snapshot_id not in (from counted_at($known_at::integer))
) as uncounted on uncounted.snapshot_id = reading.snapshot_id
where
    reading.series_id in (select unnest($series::integer[]))
    and reading.period <= $until::date
    and reading.snapshot_id <= coalesce($known_at::integer, 2147483647)
group by reading.series_id, reading.period
order by reading.series_id, reading.period
