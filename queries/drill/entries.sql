-- Which enterprises, projects or loans stand behind one indicator in one place, as known at a snapshot (null: now)?
select
    e.entry_id, e.name, e.place, p.name_zh as place_zh, p.name_en as place_en, e.industry, e.event, e.day, e.amount,
    e.evidence, e.snapshot_id, e.row, n.name as file, n.source
from (
    select *
    from entry
    where county = $county and indicator = $indicator and snapshot_id in (from counted_at($known_at::integer))
    qualify row_number() over (
        partition by county, indicator, entry_id, event order by snapshot_id desc, row desc
    ) = 1
) as e
join snapshot as n on n.snapshot_id = e.snapshot_id
left join place_names as p on p.county = e.county and p.place = e.place
where $place in (e.place, p.parent, e.county)
order by e.day desc, e.entry_id, e.event
