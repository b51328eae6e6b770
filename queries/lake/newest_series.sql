-- Which is the highest number of a county's series, and which of all?
select max(series_id) filter (where county = $county) as own, coalesce(max(series_id), 0) as highest
from series
order by highest
