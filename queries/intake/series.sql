-- Which series have numbers?
select series_id, county, indicator, place, dimension, member, measure
from series
order by series_id
