-- Where did one target stand each time something was published, oldest first?
select
    s.generation, s.snapshot_id, g.published_at, s.as_of, s.light, s.outlook, s.reason_zh, s.reason_en, s.actual,
    s.period, s.target, s.expected, s.expected_rule, s.pace_pp, s.gap, s.forecast, s.low, s.high, s.probability,
    s.required, s.version
from standing as s
left join generation as g on g.generation = s.generation
where s.county = $county and s.year = $year and s.target_id = $target_id
order by s.generation, coalesce(s.snapshot_id, 2147483647), s.as_of
