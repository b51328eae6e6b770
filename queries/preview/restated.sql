-- Which figures does the file restate, the largest changes first?
select
    s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, s.place, p.name_zh as place_zh,
    p.name_en as place_en, s.dimension, s.member, s.measure, r.period, r.old_value, r.value as new_value,
    case when s.measure in ('month', 'ytd', 'stock') then coalesce(i.unit, '') when s.measure = 'rank' then '' else '%' end as unit
from preview_fresh as r
join series as s on s.series_id = r.series_id
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.county = s.county and p.place = s.place
where r.old_value <> r.value
order by abs(r.value - r.old_value) / greatest(abs(r.old_value), 1e-9) desc, s.indicator, s.place, r.period
limit $most
