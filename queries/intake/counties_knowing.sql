-- How many of these places does each county know by code, name or alias, the best first?
with asked as (
    select unnest($names::varchar[]) as name
),
known as (
    select distinct county, unnest(list_concat([place, name_zh, name_en], aliases)) as name
    from place
)
select known.county, count(*)::integer as known
from asked
join known on known.name = asked.name
group by known.county
order by known desc, known.county
