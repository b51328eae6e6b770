-- How do the places directly under one place compare for one indicator, measure and period, as known at a snapshot?
select
    s.place, p.name_zh as place_zh, p.name_en as place_en, p.kind,
    arg_max(r.value, r.snapshot_id) filter (where r.period = $period::date) as value,
    arg_max(r.value, r.snapshot_id) filter (where r.period = last_day($period::date - interval 1 year)) as year_before,
    max(r.snapshot_id) filter (where r.period = $period::date) as snapshot_id
from series as s
join place_names as p on p.county = s.county and p.place = s.place
join reading as r on r.series_id = s.series_id
where
    s.county = $county and s.indicator = $indicator and s.measure = $measure and s.dimension = '' and s.member = ''
    and p.parent = $place
    and r.period in ($period::date, last_day($period::date - interval 1 year))
    and r.snapshot_id in (from counted_at($known_at::integer))
group by s.place, p.name_zh, p.name_en, p.kind
order by value desc nulls last, s.place
