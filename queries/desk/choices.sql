-- What the parameters of a saved query can be: counties, indicators, places, months, years, reporting agencies and snapshots.
select 'indicator' as parameter, indicator as value, name_zh as said_zh, name_en as said_en
from indicator_names
union
select 'place', place, name_zh, name_en
from place_names
union
select case kind when 'county' then 'county' when 'town' then 'town' end, place, name_zh, name_en
from place_names
where kind in ('county', 'town')
union
select 'period', period::varchar, '', ''
from (select distinct period from current)
union
select 'year', year::varchar, '', ''
from (select distinct year from target)
union
select 'agency', agency, '', ''
from (select distinct agency from indicator where agency <> '')
union
select 'source', source, '', ''
from (select distinct source from snapshot where source <> '')
union
select 'snapshot', snapshot_id::varchar, name, name
from snapshot
order by parameter, value desc
