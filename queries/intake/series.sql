-- Which series of a county have numbers?
select series_id, county, indicator, place, dimension, member, measure
from series
where county = $county
order by series_id
