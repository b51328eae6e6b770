-- Which indicators are known, each as its newest year defines it? A store of an earlier version lacks some columns.
select * exclude (county, year)
from indicator
qualify row_number() over (partition by indicator order by registered, year desc, county) = 1
order by indicator
