-- Which stages of milestones were in force as known at a snapshot (null: now)?
select s.county, s.year, s.target_id, s.stage, s.name_zh, s.name_en, s.due, s.weight
from stage as s
join (
    select county, year, max(generation) as generation
    from catalogue
    where generation <= generation_at($known_at::integer)
    group by county, year
) as c using (county, year, generation)
where $county::varchar is null or s.county = $county
order by s.county, s.year, s.target_id, s.due, s.stage
