-- Which counties have targets for which years, as known at a snapshot (null: now), and what are they called?
create or replace macro counties_at(known_at) as table
select
    c.county, c.year,
    coalesce(any_value(p.name_zh), c.county) as county_zh,
    coalesce(any_value(nullif(p.name_en, '')), any_value(p.name_zh), c.county) as county_en
from (select distinct county, year from catalogue where generation <= generation_at(known_at)) as c
left join place as p on p.county = c.county and p.place = c.county
group by c.county, c.year
