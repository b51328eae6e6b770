-- Where every target stands, as worked out last.
create or replace view standings as
select
    t.county, t.year, t.target_id, t.name_zh, t.name_en, t.panel, t.position, t.kind, t.measure, t.comparator,
    t.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en,
    t.place, p.name_zh as place_zh, p.name_en as place_en, coalesce(nullif(t.agency, ''), i.agency, '') as agency,
    t.parent, t.modality, t.unit, t.deadline,
    s.as_of, s.light, s.outlook, s.reason_zh, s.reason_en, s.outlook_reason_zh, s.outlook_reason_en,
    s.actual, s.period, s.target, s.expected, s.expected_rule, s.expected_linear, s.progress, s.expected_progress, s.seasons,
    s.pace_pp, s.linear_pp, s.gap,
    s.forecast, s.low, s.high, s.probability, s.confidence, s.required, s.required_reason_zh, s.required_reason_en,
    s.freshness, s.due, s.days_late, s.previous, s.trail, s.actual_snapshot, s.snapshot_id, s.generation, t.version
from targets_at(null) as t
join standing as s on s.county = t.county and s.year = t.year and s.target_id = t.target_id
left join indicator_names as i on i.county = t.county and i.indicator = t.indicator
left join place_names as p on p.county = t.county and p.place = t.place
where (s.county, s.generation) in (select (county, max(generation)) from standing group by county)
qualify row_number() over (
    partition by t.county, t.year, t.target_id order by coalesce(s.snapshot_id, 2147483647) desc, s.as_of desc
) = 1
