-- Which months are missing between a figure of the file and the one before it, against the steps the series usually takes?
with steps as (
    select
        series_id, period, is_fresh,
        lag(period) over before as earlier,
        (datediff('month', lag(period) over before, period))::integer as step
    from preview_course
    window before as (partition by series_id order by period)
),
usual as (
    select series_id, month(period) as in_month, min(step) as step
    from steps
    where not is_fresh and step is not null
    group by series_id, in_month
),
overall as (
    select series_id, median(step) as step
    from steps
    where not is_fresh and step is not null
    group by series_id
)
select
    s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, s.measure, steps.earlier, steps.period,
    count(*)::bigint as series
from steps
join series as s on s.series_id = steps.series_id
left join usual on usual.series_id = steps.series_id and usual.in_month = month(steps.period)
left join overall on overall.series_id = steps.series_id
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
where
    steps.is_fresh
    and steps.step > coalesce(usual.step, case when month(steps.period) = 2 then 2 else 1 end, 1)
    and steps.step > coalesce(overall.step, case when month(steps.period) = 2 then 2 else 1 end)
group by s.indicator, i.name_zh, i.name_en, s.measure, steps.earlier, steps.period
order by steps.period desc, series desc, s.indicator, s.measure
limit $most
