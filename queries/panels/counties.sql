-- How do all targets of each county and year stand by the newest standings, and how new are their figures?
with newest as (
    select county, year, target_id, light, period
    from standing
    where (county, generation) in (select (county, max(generation)) from standing group by county)
    qualify row_number() over (
        partition by county, year, target_id order by coalesce(snapshot_id, 2147483647) desc, as_of desc
    ) = 1
)
select
    n.county, n.year, c.name as catalogue, c.title_zh, c.title_en, count(*)::integer as targets,
    max(n.period) as period,
    count(*) filter (light = 'done')::integer as done,
    count(*) filter (light = 'on_track')::integer as on_track,
    count(*) filter (light = 'slow')::integer as slow,
    count(*) filter (light = 'behind')::integer as behind,
    count(*) filter (light = 'overdue')::integer as overdue,
    count(*) filter (light in ('no_data', 'watch', 'not_due', 'unassessed'))::integer as open
from newest as n
join (
    select county, year, name, title_zh, title_en
    from catalogue
    qualify row_number() over (partition by county, year order by version desc) = 1
) as c using (county, year)
group by n.county, n.year, c.name, c.title_zh, c.title_en
order by behind + overdue desc, slow desc, n.year desc, n.county
