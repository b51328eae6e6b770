-- 各镇街某项指标的排位：本年累计、同比、占全县比重
-- Towns ranked by one indicator: year to date, change on last year, share of all towns
-- $county = '430723' : 县 / county
-- $indicator = 'industry_output' : 指标 / indicator
-- $period = 2023-09-30 : 截至月末 / month end
select
    rank() over (order by now.value desc) as place_no, now.place_zh, now.place_en, now.value, now.unit,
    round(100 * (now.value / nullif(before.value, 0) - 1), 1) as change_pct,
    round(100 * now.value / sum(now.value) over (), 1) as share_pct
from readings as now
join place as p on p.county = now.county and p.place = now.place and p.kind = 'town'
left join readings as before
    on before.county = now.county and before.indicator = now.indicator and before.place = now.place
    and before.measure = now.measure and before.dimension = ''
    and before.period = last_day(($period - interval 1 year)::date)
where now.county = $county and now.indicator = $indicator and now.measure = 'ytd' and now.dimension = ''
    and now.period = $period
order by now.value desc, now.place_zh
