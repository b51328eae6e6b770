-- Which towns, parks and companies report each indicator of a county?
select s.indicator, p.place, p.name_zh, p.name_en
from series as s
join place as p on p.place = s.place and p.county = s.county
where s.county = $county and p.parent = $county
group by s.indicator, p.place, p.name_zh, p.name_en
order by s.indicator, p.place
