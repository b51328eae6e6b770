-- 往年每月累计占全年的比重：用来判断进度应到哪里
-- What share of the year was reached by each month in earlier years: where the pace should be by now
-- $county = '430723' : 县 / county
-- $indicator = 'local_budget_revenue' : 指标 / indicator
select
    month(period) as month, count(*) as years, round(100 * min(share), 1) as lowest_pct,
    round(100 * avg(share), 1) as mean_pct, round(100 * max(share), 1) as highest_pct,
    round(100 * month(period) / 12, 1) as linear_pct
from (
    select
        period,
        value / nullif(max(value) filter (where month(period) = 12) over (partition by year(period)), 0) as share
    from readings
    where county = $county and place = $county and indicator = $indicator and measure = 'ytd' and dimension = ''
)
where share is not null
group by month(period)
order by month
