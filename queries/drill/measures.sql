-- What did one indicator in one place read in every period, by every measure, as known at a snapshot (null: now)?
select
    s.measure, r.period,
    arg_max(r.value, r.snapshot_id) as value,
    arg_max_null(r.status, r.snapshot_id) as status,
    list(r.value order by r.snapshot_id desc)[2] as earlier,
    max(r.snapshot_id) as snapshot_id,
    arg_max(n.name, r.snapshot_id) as file,
    arg_max(n.source, r.snapshot_id) as source
from series as s
join reading as r on r.series_id = s.series_id
join snapshot as n on n.snapshot_id = r.snapshot_id
where
    s.county = $county and s.indicator = $indicator and s.place = $place and s.dimension = $dimension and s.member = $member
    and r.snapshot_id in (from counted_at($known_at::integer))
group by s.measure, r.period
order by s.measure, r.period
