-- What do the counties add up to in one indicator by one measure at every period of a year, as known at a snapshot
-- (null: now)?
select period, unit, counted, counties, value, targets, target, share
from city_totals_at($known_at::integer)
where
    year = $year and indicator = $indicator and measure = $measure
    and period between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31)
order by period, unit
