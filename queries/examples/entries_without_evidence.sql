-- 没有佐证材料的明细：按指标、镇街列出，供核查
-- Entries that carry no evidence, by indicator and town: what to check
-- $county = '430723' : 县 / county
select
    indicator_zh, indicator_en, place_zh, place_en, count(*) as entries,
    round(sum(amount), 4) as amount, min(day) as first_day, max(day) as last_day, any_value(source) as source
from entries
where county = $county and coalesce(trim(evidence), '') = ''
group by all
order by entries desc, indicator_zh, place_zh
