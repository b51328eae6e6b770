-- Which indicators does one place report figures of its own of?
select distinct indicator
from series
where county = $county and place = $place and dimension = ''
order by indicator
