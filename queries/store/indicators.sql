-- Which indicators are known, each as its newest year defines it?
select indicator, name_zh, name_en, unit, agency, release, lowest, highest, note, registered
from indicator
qualify row_number() over (partition by indicator order by registered, year desc, county) = 1
order by indicator
