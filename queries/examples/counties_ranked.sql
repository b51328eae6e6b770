-- 各县某项指标的排位：同一期、同一单位，各对本县目标
-- Counties ranked by one indicator at one period, each against its own target
-- $indicator = 'industry_output' : 指标 / indicator
-- $measure = 'ytd' : 口径 / measure
-- $period = 2023-09-30 : 截至月末 / month end
select rank as place_no, ranked, county_zh, county_en, value, unit, target, round(100 * share, 1) as share_pct, gap, light, as_of
from across_counties
where indicator = $indicator and measure = $measure and period = $period
order by unit, rank, county
