-- Where every target stood by what was said when a snapshot was published.
create or replace macro standings_at(known_at) as table
select
    t.county, t.year, t.target_id, t.name_zh, t.name_en, t.panel, t.position, t.kind, t.measure, t.comparator,
    t.indicator, t.place, t.unit, t.deadline, s.as_of, s.light, s.outlook, s.reason_zh, s.reason_en,
    s.actual, s.period, s.target, s.expected, s.expected_rule, s.progress, s.pace_pp, s.gap,
    s.forecast, s.low, s.high, s.probability, s.required, s.freshness, s.days_late, s.snapshot_id, s.version
from (
    select *
    from standing
    where snapshot_id = known_at
    qualify row_number() over (partition by county, year, target_id order by generation desc, as_of desc) = 1
) as s
join target as t
    on t.county = s.county and t.year = s.year and t.target_id = s.target_id and t.version = s.version
