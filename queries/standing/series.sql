-- Which series do the targets in force read: their own measure and the cumulative level that weighs a growth rate?
select distinct s.series_id, s.county, s.indicator, s.place, s.measure
from series as s
join targets_at($known_at::integer) as t on t.county = s.county and t.indicator = s.indicator and t.place = s.place
where
    s.dimension = '' and s.member = '' and (s.measure = t.measure or s.measure = 'ytd')
    and ($county::varchar is null or t.county = $county) and ($year::integer is null or t.year = $year)
order by s.series_id
