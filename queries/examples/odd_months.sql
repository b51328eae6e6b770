-- 反常的月份：当月数与该指标往年同月相差最远的
-- Odd months: where the month's figure lies farthest from the same month of other years
-- $county = '430723' : 县 / county
-- $most = 30 : 条数 / how many
select
    indicator_zh, indicator_en, period, value, unit, round(usual, 4) as same_month_other_years,
    round(100 * (value / nullif(usual, 0) - 1), 1) as off_by_pct, source
from (
    select
        *,
        (sum(value) over same_month - value) / nullif(count(*) over same_month - 1, 0) as usual
    from readings
    where county = $county and place = $county and measure = 'month' and dimension = ''
    window same_month as (partition by indicator, month(period))
)
where usual > 0
order by abs(value / usual - 1) desc, indicator_zh, period
limit $most
