-- How was one target changed, oldest version first?
select
    t.version, t.generation, g.published_at, g.published_by, t.dropped, t.comparator, t.value, t.upper, t.unit,
    t.deadline, t.kind, t.measure, t.name_zh, t.name_en, t.clause
from target as t
left join generation as g on g.generation = t.generation
where t.county = $county and t.year = $year and t.target_id = $target_id
order by t.version
