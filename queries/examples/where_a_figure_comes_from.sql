-- 一个数从哪里来：每份文件先后怎么报，第几行，是否还算数
-- Where a figure comes from: what each file said of it, in which row, and whether that still counts
-- $county = '430723' : 县 / county
-- $indicator = 'local_budget_revenue' : 指标 / indicator
-- $period = 2023-06-30 : 截至月末 / month end
-- $measure = 'ytd' : 口径 / measure
select
    r.value, s.measure, n.name as file, r.row, n.source, n.published, n.loaded_at, n.loaded_by, n.status, r.snapshot_id
from reading as r
join series as s on s.series_id = r.series_id
join snapshot as n on n.snapshot_id = r.snapshot_id
where s.county = $county and s.place = $county and s.dimension = '' and s.indicator = $indicator
    and s.measure = $measure and r.period = $period
order by r.snapshot_id, r.row
