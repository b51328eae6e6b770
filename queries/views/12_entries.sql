-- The newest counted state of every enterprise, project or loan behind a count or a sum.
create or replace view entries as
select
    e.county, e.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, e.entry_id, e.name,
    e.place, p.name_zh as place_zh, p.name_en as place_en, e.industry, e.event, e.day, e.amount, e.evidence,
    e.snapshot_id, n.name as file, n.source, n.published, e.row
from (
    select *
    from entry
    where snapshot_id in (from counted_at(null))
    qualify row_number() over (
        partition by county, indicator, entry_id, event order by snapshot_id desc, row desc
    ) = 1
) as e
join snapshot as n on n.snapshot_id = e.snapshot_id
left join indicator_names as i on i.county = e.county and i.indicator = e.indicator
left join place_names as p on p.county = e.county and p.place = e.place
