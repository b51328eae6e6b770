-- How do the places under one place compare for several indicators at once, each with its own measure and period, the
-- month before and a year earlier, as known at a snapshot (null: now)?
with asked as (
    select
        unnest($indicators::varchar[]) as indicator, unnest($measures::varchar[]) as measure,
        unnest($periods::date[]) as period
)
select
    s.indicator, s.measure, a.period, s.place, p.name_zh as place_zh, p.name_en as place_en, p.kind,
    '' as dimension, '' as member,
    arg_max(r.value, r.snapshot_id) filter (where r.period = a.period) as value,
    arg_max(r.value, r.snapshot_id) filter (where r.period = last_day(a.period - interval 1 month)) as previous,
    arg_max(r.value, r.snapshot_id) filter (where r.period = last_day(a.period - interval 1 year)) as year_before
from asked as a
join series as s on s.county = $county and s.indicator = a.indicator and s.measure = a.measure and s.dimension = ''
join place_names as p on p.county = s.county and p.place = s.place and p.parent = $place
join reading as r on r.series_id = s.series_id
where
    -- Of all that was ever loaded only a few periods are looked at; said once more alone, it is sorted out before the join.
    r.period in (
        select unnest([a.period, last_day(a.period - interval 1 month), last_day(a.period - interval 1 year)])
        from asked as a
    )
    and r.period in (a.period, last_day(a.period - interval 1 month), last_day(a.period - interval 1 year))
    and r.snapshot_id in (from counted_at($known_at::integer))
group by s.indicator, s.measure, a.period, s.place, p.name_zh, p.name_en, p.kind
order by s.indicator, s.measure, a.period, s.place
