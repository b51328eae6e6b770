-- 全市合计：各县可加指标最新一期之和，写明缺哪些县
-- Sums over the counties in the newest period of every indicator that adds up, and whose figures are missing
select
    year, indicator, measure, unit, period, value, counted, counties, array_to_string(missing_zh, '、') as missing,
    target, round(100 * share, 1) as share_pct
from city_totals
qualify period = max(period) over (partition by year, indicator, measure, unit)
order by year desc, indicator, measure, unit
