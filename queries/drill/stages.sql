-- Which dated stages does one milestone have, as known at a snapshot (null: now)?
select s.stage, s.name_zh, s.name_en, s.due, s.weight
from stage as s
where
    s.county = $county and s.year = $year and s.target_id = $target_id
    and s.generation = (
        select max(generation)
        from catalogue
        where county = $county and year = $year and generation <= generation_at($known_at::integer)
    )
order by s.due, s.stage
