-- 各责任单位的目标还差多少：未达标项数、最大差距、平均落后序时进度的百分点
-- How far each agency is from its targets: targets not yet met, the widest gap, mean points behind the expected pace
-- $county = '430723' : 县 / county
-- $year = 2023 : 年度 / year
select
    agency, count(*) as targets, count(*) filter (where light = 'done') as met,
    count(*) filter (where light in ('behind', 'overdue')) as behind,
    round(avg(pace_pp), 1) as mean_pace_pp, round(min(pace_pp), 1) as worst_pace_pp,
    arg_min(name_zh, pace_pp) as worst_target_zh, arg_min(name_en, pace_pp) as worst_target_en
from standings
where county = $county and year = $year
group by agency
order by worst_pace_pp nulls last, agency
