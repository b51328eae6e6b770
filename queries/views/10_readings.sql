-- The newest counted value of every series and period, with names, unit and source.
create or replace view readings as
select
    s.county, r.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en,
    r.place, p.name_zh as place_zh, p.name_en as place_en,
    s.dimension, s.member, s.measure, r.period, r.value,
    case when s.measure in ('month', 'ytd', 'stock') then i.unit when s.measure = 'rank' then '' else '%' end as unit,
    r.status, r.snapshot_id, n.name as file, n.source, n.published
from (
    -- Names are joined to what is left; indicator and place are grouped by, so that asking for one reads only its own.
    select
        series_id, series.indicator, series.place, period,
        arg_max(value, reading.snapshot_id) as value,
        arg_max_null(status, reading.snapshot_id) as status,
        max(reading.snapshot_id) as snapshot_id
    from reading
    join series using (series_id)
    where reading.snapshot_id in (from counted_at(null))
    group by series_id, series.indicator, series.place, period
) as r
join series as s using (series_id)
join snapshot as n on n.snapshot_id = r.snapshot_id
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.place = s.place
