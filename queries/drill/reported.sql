-- Which indicators does one place report figures of its own of?
select distinct indicator
from series
where place = $place and dimension = ''
order by indicator
