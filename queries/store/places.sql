-- Which places does a county know, with their other names?
select place, name_zh, name_en, kind, parent, aliases
from place
where county = $county
order by place
