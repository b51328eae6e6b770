-- How does every county of the store stand in one indicator by one measure at every period of a year, as known at a
-- snapshot (null: now)?
select
    period, unit, county, county_zh, county_en, rank, value, adds_up, kind, target, share, gap, light, as_of
from across_counties_at($known_at::integer)
where
    year = $year and indicator = $indicator and measure = $measure
    and period between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31)
order by period, unit, rank, county
