-- What is there to open under one indicator in one place: places, industries or banks, entries?
select
    (
        select count(distinct s.place)
        from series as s
        join place_names as p on p.place = s.place
        where s.indicator = $indicator and p.parent = $place and s.dimension = ''
    ) as places,
    (
        select coalesce(list(distinct s.dimension order by s.dimension), [])
        from series as s
        where s.indicator = $indicator and s.place = $place and s.dimension <> ''
    ) as dimensions,
    (
        select count(*)
        from entry as e
        left join place_names as p on p.place = e.place
        where e.indicator = $indicator and $place in (e.place, p.parent, e.county)
    ) as entries
order by places
