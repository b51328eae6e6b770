-- What did the indicators of a year's targets read lately, by every measure, as known at a snapshot (null: now)?
select
    s.indicator, s.place, s.measure, r.period, arg_max(r.value, r.snapshot_id) as value,
    (
        select i.unit
        from indicator as i
        where i.county = $county and i.year = $year and i.indicator = s.indicator
    ) as unit
from series as s
join reading as r on r.series_id = s.series_id
where
    s.county = $county and s.dimension = ''
    and (s.indicator, s.place) in (
        select (t.indicator, t.place) from target as t where t.county = $county and t.year = $year
    )
    and r.period >= make_date($year::integer - 1, 12, 1)
    and r.snapshot_id in (from counted_at($known_at::integer))
group by s.indicator, s.place, s.measure, r.period
order by s.indicator, s.place, s.measure, r.period
