-- Which series have numbers?
select series_id, indicator, place, dimension, member, measure
from series
order by series_id
