-- Which places does a county have: itself, its towns, its park and companies?
select p.place, p.name_zh, p.name_en, p.kind
from place as p
where p.county = $county and (p.place = $county or p.parent = $county)
order by p.place
