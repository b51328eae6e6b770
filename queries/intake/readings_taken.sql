-- How many readings came into each snapshot, how many are there twice, and is anything in them that cannot be?
select
    snapshot_id, sum(readings)::bigint as rows, sum(readings - months)::bigint as repeated,
    count(*) filter (not sound or series_id not in (select series_id from series))::bigint as impossible
from (
    select
        snapshot_id, series_id, count(*) as readings,
        bit_count(
            bitstring_agg(
                (year(period) * 12 + month(period))::integer,
                (year($lowest::date) * 12 + month($lowest::date))::integer,
                (year($highest::date) * 12 + month($highest::date))::integer
            )
        ) as months,
        bool_and(isfinite(value)) as sound
    from reading
    where snapshot_id >= $first
    group by snapshot_id, series_id
)
group by snapshot_id
order by snapshot_id
