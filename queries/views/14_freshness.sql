-- How fresh the figure behind every target is, against the release calendar.
create or replace view freshness as
select
    s.county, s.year, s.target_id, s.name_zh, s.name_en, s.indicator, s.indicator_zh, s.indicator_en, s.agency,
    s.period as newest_period, n.published, n.source, s.freshness, s.due, s.days_late, s.as_of
from standings as s
left join snapshot as n on n.snapshot_id = s.actual_snapshot
