-- 幅度最大的数据修订：原值、新值、来自哪份文件
-- The largest restatements: what was said, what is said now, and in which file
-- $county = '430723' : 县 / county
-- $most = 30 : 条数 / how many
select
    indicator_zh, indicator_en, place_zh, place_en, dimension, member, measure, period, old_value, new_value,
    round(100 * change / nullif(abs(old_value), 0), 1) as change_pct, source, new_file, published
from revisions
where county = $county and measure in ('month', 'ytd', 'stock')
order by abs(change / nullif(abs(old_value), 0)) desc nulls last, indicator_zh, place_zh, period
limit $most
