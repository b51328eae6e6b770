-- Which release calendar was in force as known at a snapshot (null: now)?
select r.county, r.year, r.release, r.period, r.due
from release as r
join (
    select county, year, max(generation) as generation
    from catalogue
    where generation <= generation_at($known_at::integer)
    group by county, year
) as c using (county, year, generation)
where $county::varchar is null or r.county = $county
order by r.county, r.year, r.release, r.period
