-- What did one snapshot bring when it came: readings that were new, restated or as they were, and entries?
with own as (
    select series_id, period, value
    from reading
    where snapshot_id = $snapshot
),
earlier as (
    select reading.series_id, reading.period, arg_max(reading.value, reading.snapshot_id) as value
    from reading
    semi join own on own.series_id = reading.series_id and own.period = reading.period
    where
        reading.snapshot_id < $snapshot
        and reading.snapshot_id in (select snapshot_id from snapshot where withdrawn_generation is null)
    group by reading.series_id, reading.period
)
select
    count(own.series_id) filter (earlier.value is null)::bigint as added,
    count(*) filter (earlier.value <> own.value)::bigint as restated,
    count(*) filter (earlier.value = own.value)::bigint as same,
    min(own.period) as first_period,
    max(own.period) as last_period,
    (select count(*) from entry where snapshot_id = $snapshot)::bigint as entries
from own
left join earlier on earlier.series_id = own.series_id and earlier.period = own.period
order by added
