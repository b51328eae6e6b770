-- Which readings of a year's targets say something else than they did before a snapshot?
select
    s.indicator, s.place, s.measure, r.period,
    arg_max(r.value, r.snapshot_id) filter (where r.snapshot_id <= $since) as old,
    arg_max(r.value, r.snapshot_id) as new
from series as s
join reading as r on r.series_id = s.series_id
where
    s.county = $county and s.dimension = ''
    and (s.indicator, s.place) in (
        select (t.indicator, t.place) from target as t where t.county = $county and t.year = $year
    )
    and r.snapshot_id in (from counted_at(null))
group by s.indicator, s.place, s.measure, r.period
having
    max(r.snapshot_id) > $since
    and arg_max(r.value, r.snapshot_id) filter (where r.snapshot_id <= $since) <> arg_max(r.value, r.snapshot_id)
order by s.indicator, s.place, s.measure, r.period desc
