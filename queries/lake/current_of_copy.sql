-- Works `current` out from the readings of a copy.
insert into current by name
select
    series_id,
    max(period) as period,
    arg_max(value, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id) as value,
    arg_max(snapshot_id, datediff('day', date '1900-01-01', period)::bigint * 1000000000 + snapshot_id)::integer as snapshot_id
from reading
where snapshot_id in (from counted_at(null))
group by series_id
