-- What does the approved monthly plan of one target say, as known at a snapshot (null: now)?
select p.period, p.value
from plan as p
where
    p.county = $county and p.year = $year and p.target_id = $target_id
    and p.generation = (
        select max(generation)
        from catalogue
        where county = $county and year = $year and generation <= generation_at($known_at::integer)
    )
order by p.period
