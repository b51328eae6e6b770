-- Where does every target of one county and year stand by the newest standings, with all that the watch screen shows?
with newest as (
    select *
    from standing
    where
        county = $county and year = $year
        and generation = (select max(generation) from standing where county = $county and year = $year)
    qualify row_number() over (
        partition by county, year, target_id order by coalesce(snapshot_id, 2147483647) desc, as_of desc
    ) = 1
)
select
    t.county, t.year, c.name as catalogue, c.title_zh as title_zh, c.title_en as title_en,
    t.target_id, t.version, t.position, t.panel, t.name_zh, t.name_en, t.kind, t.measure, t.comparator,
    t.comparator_basis, t.value, t.upper, t.tolerance, t.unit, t.modality, t.parent, t.against, t.deadline,
    t.indicator, coalesce(i.name_zh, t.indicator) as indicator_zh, coalesce(i.name_en, t.indicator) as indicator_en,
    t.place, coalesce(p.name_zh, t.place) as place_zh, coalesce(p.name_en, t.place) as place_en,
    p.kind as place_kind, coalesce(nullif(t.agency, ''), i.agency, '') as agency,
    t.section, t.clause, t.clause_offset, t.verifiability, t.note,
    s.generation, s.snapshot_id, s.as_of, s.light, s.outlook, s.reason_zh, s.reason_en,
    s.outlook_reason_zh, s.outlook_reason_en, s.actual, s.period, s.target, s.expected, s.expected_rule,
    s.expected_linear, s.progress, s.expected_progress, s.pace_pp, s.linear_pp, s.seasons, s.gap,
    s.forecast, s.low, s.high, s.probability, s.confidence, s.required, s.required_reason_zh, s.required_reason_en,
    s.freshness, s.due, s.days_late, s.previous, s.trail, s.actual_snapshot,
    n.name as file, n.source, n.published
from newest as s
join target as t
    on t.county = s.county and t.year = s.year and t.target_id = s.target_id and t.version = s.version
join (
    select county, year, name, title_zh, title_en
    from catalogue
    qualify row_number() over (partition by county, year order by version desc) = 1
) as c on c.county = t.county and c.year = t.year
left join indicator as i on i.county = t.county and i.year = t.year and i.indicator = t.indicator
left join place as p on p.county = t.county and p.place = t.place
left join snapshot as n on n.snapshot_id = s.actual_snapshot
order by t.year desc, t.county, t.position, t.target_id
