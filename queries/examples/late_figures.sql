-- 该报未报的数据：哪个单位、哪项目标、迟了几天
-- Figures that are late: which agency, which target, by how many days
-- $county = '430723' : 县 / county
-- $year = 2023 : 年度 / year
select agency, target_id, name_zh, name_en, newest_period, due, days_late, source
from freshness
where county = $county and year = $year and freshness = 'overdue'
order by days_late desc nulls last, agency, target_id
