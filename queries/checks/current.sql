-- In which series does `current` differ from what the readings say?
with said as (
    select
        series_id,
        max(period) as period,
        arg_max(value, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id) as value,
        arg_max(snapshot_id, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id)
            as snapshot_id
    from reading
    where snapshot_id in (from counted_at(null))
    group by series_id
)
select coalesce(said.series_id, kept.series_id) as series_id, said.value as said, kept.value as kept
from said
full join current as kept on kept.series_id = said.series_id
where
    said.period is distinct from kept.period
    or said.value is distinct from kept.value
    or said.snapshot_id is distinct from kept.snapshot_id
order by series_id
