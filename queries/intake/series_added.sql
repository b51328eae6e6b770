-- Keep the names of the series that are new.
insert into series
select series_id, county, indicator, place, dimension, member, measure
from added
order by series_id
