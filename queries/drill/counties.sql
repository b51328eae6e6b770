-- Which counties does the store hold, and what does each know of one indicator in a year: its unit, and by which measures
-- it reports it, as known at a snapshot (null: now)?
select
    c.county, arg_max(c.county_zh, c.year) as county_zh, arg_max(c.county_en, c.year) as county_en,
    bool_or(c.year = $year) as promises, any_value(i.unit) as unit, any_value(i.indicator) as indicator,
    coalesce(any_value(m.measures), []) as measures
from counties_at($known_at::integer) as c
left join indicator as i on i.county = c.county and i.year = $year and i.indicator = $indicator
left join (
    select s.county, list(distinct s.measure order by s.measure) as measures
    from series as s
    join current as n on n.series_id = s.series_id
    where s.indicator = $indicator and s.place = s.county and s.dimension = '' and year(n.period) >= $year
    group by s.county
) as m on m.county = c.county
group by c.county
order by c.county
