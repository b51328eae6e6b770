-- Which number does the next series get?
select coalesce(max(series_id), 0) + 1 as series_id from series order by series_id
