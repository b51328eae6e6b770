-- 预测准不准：每次发布时对年末的预测，与最近一次预测相比偏了多少，区间有没有罩住
-- How good the forecasts were: what each publication foresaw for the year end, against what is foreseen now
-- $county = '430723' : 县 / county
-- $year = 2023 : 年度 / year
-- $target = 'A1' : 目标编号 / target
select
    as_of, generation, light, actual, forecast, low, high, round(100 * probability) as probability_pct,
    last_value(forecast ignore nulls) over whole as newest_forecast,
    round(100 * (forecast / nullif(last_value(forecast ignore nulls) over whole, 0) - 1), 1) as off_by_pct,
    last_value(forecast ignore nulls) over whole between low and high as inside_interval
from (
    select *
    from standing
    where county = $county and year = $year and target_id = $target
    qualify row_number() over (partition by as_of order by generation desc) = 1
)
window whole as (order by as_of, generation rows between unbounded preceding and unbounded following)
order by as_of, generation
