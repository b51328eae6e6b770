-- On which dates and as known at which snapshots were the newest standings worked out?
select distinct snapshot_id, as_of, county, year
from standing
where (county, generation) in (select (county, max(generation)) from standing group by county)
qualify row_number() over (
    partition by county, year order by coalesce(snapshot_id, 2147483647) desc, as_of desc
) = 1
order by year, county
