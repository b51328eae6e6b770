-- 贷款集中在哪些银行：各行累计投放、占比、累计占比和集中度指数（HHI）
-- How concentrated the loans are: each bank's total, share, cumulative share, and the Herfindahl index
-- $county = '430723' : 县 / county
-- $indicator = 'industrial_loans' : 指标 / indicator
-- $period = 2023-09-30 : 截至月末 / month end
with banks as (
    select member as bank, sum(value) as loans, any_value(unit) as unit
    from readings
    where county = $county and place = $county and indicator = $indicator and dimension = 'bank' and measure = 'ytd'
        and period = $period
    group by member
)
select
    bank, loans, unit, round(100 * loans / sum(loans) over (), 1) as share_pct,
    round(100 * sum(loans) over (order by loans desc, bank) / sum(loans) over (), 1) as cumulative_pct,
    round(sum(loans * loans) over () * 10000 / (sum(loans) over () * sum(loans) over ())) as herfindahl
from banks
order by loans desc, bank
