-- How many readings are new, restated or as they were?
select
    count(*) filter (old_value is null)::bigint as added,
    count(*) filter (old_value <> value)::bigint as restated,
    count(*) filter (old_value = value)::bigint as same,
    count(distinct series_id)::bigint as series,
    min(period) as first_period,
    max(period) as last_period
from preview_fresh
order by added
