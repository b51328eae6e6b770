-- 一项指标的明细按月、按镇街的件数和金额
-- The entries of one indicator by month and town: how many, and what they sum to
-- $county = '430723' : 县 / county
-- $indicator = 'industrial_projects_started' : 指标 / indicator
select
    last_day(day) as month, place_zh, place_en, event, count(*) as entries, round(sum(amount), 4) as amount,
    string_agg(name, '、' order by day, name) as names
from entries
where county = $county and indicator = $indicator
group by all
order by month desc, entries desc, place_zh, event
