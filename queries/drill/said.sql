-- What was said of one target each time something was published, as known at a snapshot (null: now), newest first?
select
    s.generation, s.snapshot_id, g.published_at, s.as_of, s.light, s.outlook, s.reason_zh, s.reason_en, s.actual,
    s.period, s.expected, s.gap, s.forecast, s.low, s.high, s.probability, n.source, n.name as file
from standing as s
left join generation as g on g.generation = s.generation
left join snapshot as n on n.snapshot_id = s.snapshot_id
where
    s.county = $county and s.year = $year and s.target_id = $target_id
    and ($known_at::integer is null or s.snapshot_id <= $known_at
        or (s.snapshot_id is null and s.generation <= generation_at($known_at::integer)))
order by s.generation desc, coalesce(s.snapshot_id, 2147483647) desc, s.as_of desc
