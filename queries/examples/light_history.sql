-- 一项目标的红绿灯走势：每次发布时怎么说，依据是什么
-- How one target's light moved: what was said at each publication, and why
-- $county = '430723' : 县 / county
-- $year = 2023 : 年度 / year
-- $target = 'A1' : 目标编号 / target
select as_of, generation, light, outlook, actual, expected, round(pace_pp, 1) as pace_pp, reason_zh, reason_en
from standing
where county = $county and year = $year and target_id = $target
qualify light is distinct from lag(light) over (order by as_of, generation)
    or outlook is distinct from lag(outlook) over (order by as_of, generation)
order by as_of, generation
