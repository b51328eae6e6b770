-- 某项指标本年累计比上年同期少得最多的镇街，及其占全县减少额的比重
-- The towns whose year-to-date figure fell most against the same period last year, and their share of the county's fall
-- $county = '430723' : 县 / county
-- $indicator = 'industrial_loans' : 指标 / indicator
-- $period = 2023-09-30 : 截至月末 / month end
with compared as (
    select
        r.place, r.place_zh, r.place_en, r.unit,
        sum(r.value) filter (where r.period = $period) as this_year,
        sum(r.value) filter (where r.period = last_day(($period - interval 1 year)::date)) as last_year
    from readings as r
    join place as p on p.county = r.county and p.place = r.place and p.kind = 'town'
    where r.county = $county and r.indicator = $indicator and r.measure = 'ytd' and r.dimension = ''
        and r.period in ($period, last_day(($period - interval 1 year)::date))
    group by all
)
select
    place_zh, place_en, last_year, this_year, round(this_year - last_year, 4) as change, unit,
    round(
        100 * least(this_year - last_year, 0) / nullif(sum(least(this_year - last_year, 0)) over (), 0), 1
    ) as share_of_fall_pct
from compared
where this_year is not null and last_year is not null
order by change, place_zh
