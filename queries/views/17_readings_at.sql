-- The value of every series and period that counted as known at a snapshot (null: now), with names, unit and source.
create or replace macro readings_at(known_at) as table
select
    s.county, s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en,
    s.place, p.name_zh as place_zh, p.name_en as place_en,
    s.dimension, s.member, s.measure, s.period, s.value,
    case when s.measure in ('month', 'ytd', 'stock') then i.unit when s.measure = 'rank' then '' else '%' end as unit,
    s.status, s.snapshot_id, n.name as file, n.source, n.published
from (
    select
        series.county, series.indicator, series.place, series.dimension, series.member, series.measure, reading.period,
        arg_max(reading.value, reading.snapshot_id) as value,
        arg_max_null(reading.status, reading.snapshot_id) as status,
        max(reading.snapshot_id) as snapshot_id
    from reading
    join series using (series_id)
    where reading.snapshot_id in (from counted_at(known_at))
    group by all
) as s
join snapshot as n on n.snapshot_id = s.snapshot_id
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.place = s.place
