-- The targets in force now, in the order of their catalogue.
create or replace view targets as
select
    t.county, t.year, t.target_id, t.version, t.position, t.panel, t.name_zh, t.name_en, t.kind, t.comparator, t.value,
    t.upper, t.tolerance, t.unit, t.measure, t.indicator, t.place, p.name_zh as place_zh, p.name_en as place_en,
    t.agency, t.parent, t.against, t.modality, t.deadline, t.section, t.clause, t.clause_offset, t.note
from targets_at(null) as t
left join place_names as p on p.county = t.county and p.place = t.place
