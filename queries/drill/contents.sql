-- What is there to open under one indicator in one place: places, industries or banks, entries?
select
    (
        select count(distinct s.place)
        from series as s
        join place_names as p on p.county = s.county and p.place = s.place
        where s.county = $county and s.indicator = $indicator and p.parent = $place and s.dimension = ''
    ) as places,
    (
        select coalesce(list(distinct s.dimension order by s.dimension), [])
        from series as s
        where s.county = $county and s.indicator = $indicator and s.place = $place and s.dimension <> ''
    ) as dimensions,
    (
        select count(*)
        from entry as e
        left join place_names as p on p.county = e.county and p.place = e.place
        where e.county = $county and e.indicator = $indicator and $place in (e.place, p.parent, e.county)
    ) as entries
order by places
