-- Do the figures of several counties add up? Levels of money and of things counted do, rates, prices and averages do not.
-- Only units that are known to add up are let through; a bare 元 is a wage, a price or an income a head.
create or replace macro adds_up(measure, unit, name_zh, name_en) as (
    measure in ('month', 'ytd', 'stock')
    and regexp_full_match(
        lower(unit),
        '(千|万|十万|百万|千万|亿|十亿|百亿|千亿|万亿)(元|美元)'
        || '|(10k|million|100 million|billion|rmb 100 million) ?(yuan|rmb|us dollars)?'
        || '|(百|千|万|十万|百万|千万|亿)?(个|家|户|企业|项|条|份|人|人次|件|套|台|辆|座|所|处|亩|公顷|平方米|平方公里|吨|吨标准煤|吨标煤|千瓦时|公里|千米|立方米)'
        || '|count|firms|enterprises|companies|projects|records|people|persons|pieces|mu|hectares|tonnes|kwh|km'
    )
    and not regexp_matches(name_zh, '人均|户均|亩均|地均|平均|单位|每|率$|比重|占比|指数')
    and not regexp_matches(lower(name_en), '\b(per|average|mean|median|rate|ratio|index|intensity)\b')
)
