-- The newest period of every series in its newest counted snapshot; in a lake it is worked out when somebody asks.
create view current as
select
    series_id,
    max(period) as period,
    arg_max(value, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id) as value,
    arg_max(snapshot_id, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id)::integer as snapshot_id
from reading
where reading.snapshot_id in (from counted_at(null))
group by series_id
