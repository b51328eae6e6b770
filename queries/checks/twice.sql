-- What bears the same number or name twice, though it must be unique?
select 'series' as what, s.series_id::varchar as name
from series as s group by s.series_id having count(*) > 1
union all
select 'series', concat_ws(' ', s.indicator, s.place, s.dimension, s.member, s.measure)
from series as s group by s.county, s.indicator, s.place, s.dimension, s.member, s.measure having count(*) > 1
union all
select 'snapshot', s.snapshot_id::varchar from snapshot as s group by s.snapshot_id having count(*) > 1
union all
select 'current', c.series_id::varchar from current as c group by c.series_id having count(*) > 1
order by what, name
