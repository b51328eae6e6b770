-- Works `current` out anew for the series that had a reading in a snapshot which a generation after one withdraws or reinstates.
insert into current (series_id, period, value, snapshot_id)
select
    series_id,
    max(period) as period,
    arg_max(value, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id) as value,
    arg_max(snapshot_id, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id) as snapshot_id
from reading
where series_id in (
    select distinct series_id
    from reading
    where snapshot_id in (
        select snapshot_id from withdrawal where greatest(withdrawn_generation, reinstated_generation) > $after
    )
)
and snapshot_id in (from counted_at(null))
group by series_id
