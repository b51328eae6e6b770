-- Every restatement: a value that a later counted snapshot changed, what it was and what it became.
create or replace view revisions as
select
    s.county, s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en,
    s.place, p.name_zh as place_zh, p.name_en as place_en, s.dimension, s.member, s.measure, v.period,
    v.old_value, v.new_value, v.new_value - v.old_value as change, v.old_snapshot, v.new_snapshot,
    n.name as new_file, n.source, n.published
from (
    select
        r.series_id, r.period,
        lag(r.value) over earlier as old_value, r.value as new_value,
        lag(r.snapshot_id) over earlier as old_snapshot, r.snapshot_id as new_snapshot
    from reading as r
    join restated_at(null) as newest on newest.series_id = r.series_id and newest.period = r.period
    where r.snapshot_id in (from counted_at(null))
    window earlier as (partition by r.series_id, r.period order by r.snapshot_id)
) as v
join series as s using (series_id)
join snapshot as n on n.snapshot_id = v.new_snapshot
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.county = s.county and p.place = s.place
where v.old_value <> v.new_value
