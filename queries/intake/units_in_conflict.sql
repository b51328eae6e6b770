-- Which indicators of these readings do two catalogues of the store measure in different units?
select indicator, string_agg(distinct unit || ' (' || county || ')', ', ' order by unit || ' (' || county || ')') as units
from (
    select indicator, county, unit
    from indicator
    where not registered
    qualify row_number() over (partition by county, indicator order by year desc) = 1
)
where indicator in (
    select series.indicator
    from series
    where series.series_id in (select reading.series_id from reading where reading.snapshot_id >= $first)
)
group by indicator
having count(distinct unit) > 1
order by indicator
