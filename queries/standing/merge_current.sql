-- Brings `current` up to date with the snapshots of the generations after one.
merge into current
using (
    select
        series_id,
        max(period) as period,
        arg_max(value, day_number * 1000000000 + snapshot_id) as value,
        arg_max(snapshot_id, day_number * 1000000000 + snapshot_id) as snapshot_id
    from (
        select
            series_id, period, value, snapshot_id,
            datediff('day', date '1900-01-01', period)::bigint as day_number
        from reading
        where snapshot_id in (
            select snapshot_id from snapshot where generation > $after and withdrawn_generation is null
        )
    )
    group by series_id
) as fresh
on current.series_id = fresh.series_id
when matched and (fresh.period, fresh.snapshot_id) >= (current.period, current.snapshot_id)
    then update set period = fresh.period, value = fresh.value, snapshot_id = fresh.snapshot_id
when not matched
    then insert values (fresh.series_id, fresh.period, fresh.value, fresh.snapshot_id)
