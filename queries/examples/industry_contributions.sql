-- 哪些行业拉动或拖累了增长：本年累计比上年同期增减多少，贡献几个百分点
-- Which industries drove the growth or held it back: change on last year and points contributed
-- $county = '430723' : 县 / county
-- $indicator = 'industry_output' : 指标 / indicator
-- $period = 2023-09-30 : 截至月末 / month end
with compared as (
    select
        member as industry, sum(value) filter (where period = $period) as this_year,
        sum(value) filter (where period <> $period) as last_year
    from readings
    where county = $county and place = $county and indicator = $indicator and measure = 'ytd' and dimension = 'industry'
        and period in ($period, last_day(($period - interval 1 year)::date))
    group by member
)
select
    industry, last_year, this_year, round(this_year - last_year, 4) as change,
    round(100 * (this_year / nullif(last_year, 0) - 1), 1) as change_pct,
    round(100 * (this_year - last_year) / sum(last_year) over (), 2) as contributed_pp
from compared
where this_year is not null and last_year is not null
order by contributed_pp desc, industry
