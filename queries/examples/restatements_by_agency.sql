-- 各单位修订过多少次数据、平均和最大修订幅度（相对原值）
-- How often each agency restated figures, and by how much on average and at most (relative to what was said first)
-- $county = '430723' : 县 / county
select
    source, count(*) as restated, count(distinct indicator) as indicators,
    round(100 * avg(abs(change) / nullif(abs(old_value), 0)), 2) as mean_change_pct,
    round(100 * max(abs(change) / nullif(abs(old_value), 0)), 2) as largest_change_pct,
    arg_max(indicator_zh, abs(change) / nullif(abs(old_value), 0)) as largest_in_zh,
    count(*) filter (where change < 0) as downwards, max(published) as newest
from revisions
where county = $county and measure in ('month', 'ytd', 'stock')
group by source
order by restated desc, source
