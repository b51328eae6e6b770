-- Which series have readings but no line of their own?
select series_id, count(*) as rows
from reading
where series_id not in (select series_id from series)
group by series_id
order by series_id
