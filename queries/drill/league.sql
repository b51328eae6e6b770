-- How do the places under one place, and its industries or banks, compare in a period, the one before it and a year
-- earlier, as known at a snapshot (null: now)?
select
    s.place, s.dimension, s.member, p.name_zh as place_zh, p.name_en as place_en, p.kind,
    arg_max(r.value, r.snapshot_id) filter (where r.period = $period::date) as value,
    arg_max(r.value, r.snapshot_id) filter (where r.period = $previous::date) as previous,
    arg_max(r.value, r.snapshot_id) filter (where r.period = last_day($period::date - interval 1 year)) as year_before
from series as s
left join place_names as p on p.county = s.county and p.place = s.place
join reading as r on r.series_id = s.series_id
where
    s.county = $county and s.indicator = $indicator and s.measure = $measure
    and ((p.parent = $place and s.dimension = '') or (s.place = $place and s.dimension <> ''))
    and r.period in ($period::date, $previous::date, last_day($period::date - interval 1 year))
    and r.snapshot_id in (from counted_at($known_at::integer))
group by s.place, s.dimension, s.member, p.name_zh, p.name_en, p.kind
order by s.dimension, value desc nulls last, s.place, s.member
