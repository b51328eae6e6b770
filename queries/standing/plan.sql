-- Which approved monthly plans were in force as known at a snapshot (null: now)?
select p.county, p.year, p.target_id, p.period, p.value
from plan as p
join (
    select county, year, max(generation) as generation
    from catalogue
    where generation <= generation_at($known_at::integer)
    group by county, year
) as c using (county, year, generation)
where $county::varchar is null or p.county = $county
order by p.county, p.year, p.target_id, p.period
