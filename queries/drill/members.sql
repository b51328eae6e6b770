-- How is one indicator in one place divided (by industry, bank, ...) in one period, as known at a snapshot (null: now)?
select
    s.dimension, s.member,
    arg_max(r.value, r.snapshot_id) filter (where r.period = $period::date) as value,
    arg_max(r.value, r.snapshot_id) filter (where r.period = last_day($period::date - interval 1 year)) as year_before,
    max(r.snapshot_id) filter (where r.period = $period::date) as snapshot_id
from series as s
join reading as r on r.series_id = s.series_id
where
    s.county = $county and s.indicator = $indicator and s.place = $place and s.measure = $measure and s.dimension <> ''
    and r.period in ($period::date, last_day($period::date - interval 1 year))
    and r.snapshot_id in (from counted_at($known_at::integer))
group by s.dimension, s.member
order by s.dimension, value desc nulls last, s.member
