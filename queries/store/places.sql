-- Which places are known, with their other names and the county whose catalogue knows them?
select place, name_zh, name_en, kind, parent, aliases, county
from place
qualify row_number() over (partition by place order by county) = 1
order by place
