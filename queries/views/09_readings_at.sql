-- The value of every series and period that counted as known at a snapshot (null: now), with names, unit and source.
-- Readings flow through joins without being grouped, so the first rows of ten million come at once.
create or replace macro readings_at(known_at) as table
select
    s.county, s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en,
    s.place, p.name_zh as place_zh, p.name_en as place_en,
    s.dimension, s.member, s.measure, r.period, r.value,
    case when s.measure in ('month', 'ytd', 'stock') then i.unit when s.measure = 'rank' then '' else '%' end as unit,
    r.status, r.snapshot_id, n.name as file, n.source, n.published
from reading as r
left join restated_at(known_at) as newest on newest.series_id = r.series_id and newest.period = r.period
join series as s on s.series_id = r.series_id
join snapshot as n on n.snapshot_id = r.snapshot_id
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.county = s.county and p.place = s.place
where r.snapshot_id in (from counted_at(known_at)) and r.snapshot_id >= coalesce(newest.snapshot_id, r.snapshot_id)
