-- How many readings of which periods does the file bring?
select period, count(*) filter (old_value is null)::bigint as added, count(*) filter (old_value <> value)::bigint as restated
from preview_fresh
group by period
order by period desc
limit 24
