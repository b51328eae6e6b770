-- How do all targets of each county and year stand by the newest standings, how new are their figures, and which is the
-- newest file of the county? Earlier years of a county come last.
-- In a store of an earlier version, whose snapshots name no county, that file is not known.
with newest as (
    select county, year, target_id, light, period
    from standing
    where (county, generation) in (select (county, max(generation)) from standing group by county)
    qualify row_number() over (
        partition by county, year, target_id order by coalesce(snapshot_id, 2147483647) desc, as_of desc
    ) = 1
),
counted as (
    select
        county, year, count(*)::integer as targets, max(period) as period,
        count(*) filter (light = 'done')::integer as done,
        count(*) filter (light = 'on_track')::integer as on_track,
        count(*) filter (light = 'slow')::integer as slow,
        count(*) filter (light = 'behind')::integer as behind,
        count(*) filter (light = 'overdue')::integer as overdue,
        count(*) filter (light in ('no_data', 'watch', 'not_due', 'unassessed'))::integer as open
    from newest
    group by county, year
),
filed as (
    select one.whose as county, max(one.snapshot_id) as snapshot_id
    from (select null::varchar as county) as nobody,
    lateral (select snapshot_id, county as whose from snapshot where withdrawn_generation is null) as one
    group by one.whose
)
select
    n.county, n.year, c.name as catalogue, c.title_zh, c.title_en, coalesce(p.name_zh, n.county) as name_zh,
    coalesce(nullif(p.name_en, ''), p.name_zh, n.county) as name_en, n.targets, n.period, f.snapshot_id, f.published,
    n.done, n.on_track, n.slow, n.behind, n.overdue, n.open
from counted as n
join (
    select county, year, name, title_zh, title_en
    from catalogue
    qualify row_number() over (partition by county, year order by version desc) = 1
) as c on c.county = n.county and c.year = n.year
left join place as p on p.county = n.county and p.place = n.county
left join filed as o on o.county = n.county
left join snapshot as f on f.snapshot_id = o.snapshot_id
order by
    n.year = max(n.year) over (partition by n.county) desc, n.behind + n.overdue desc, n.slow desc, n.year desc, n.county
