-- Which indicators does a county know, each as its newest year defines it? A store of an earlier version lacks some
-- columns.
select * exclude (county, year)
from indicator
where county = $county
qualify row_number() over (partition by indicator order by registered, year desc) = 1
order by indicator
