-- Which entries stand behind the milestones and net increases, as known at a snapshot (null: now)?
select distinct
    e.county, e.indicator, e.place, coalesce(p.parent, '') as parent, e.entry_id, e.event, e.day, e.name,
    coalesce(e.evidence, '') as evidence, e.snapshot_id
from (
    select *
    from entry
    where snapshot_id in (from counted_at($known_at::integer))
    qualify row_number() over (
        partition by county, indicator, entry_id, event order by snapshot_id desc, row desc
    ) = 1
) as e
join targets_at($known_at::integer) as t
    on t.county = e.county and t.indicator = e.indicator and t.kind in ('milestone', 'net_increase', 'qualitative')
left join place_names as p on p.county = e.county and p.place = e.place
where e.day <= $until::date and ($county::varchar is null or e.county = $county)
order by e.day, e.entry_id, e.event
