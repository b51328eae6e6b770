-- 可能重复计数的明细：同名企业或项目在同一指标下出现多次
-- Entries that may count twice: the same name more than once under one indicator
-- $county = '430723' : 县 / county
select
    indicator_zh, indicator_en, name, event, count(*) as times, list(distinct place_zh order by place_zh) as places,
    list(entry_id order by entry_id) as entry_ids, min(day) as first_day, max(day) as last_day
from entries
where county = $county
group by indicator_zh, indicator_en, name, event
having count(*) > 1
order by times desc, indicator_zh, name, event
