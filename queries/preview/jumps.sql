-- Which figures of the file jump further than their series ever did?
with paired as (
    select
        now.series_id, now.period, now.value, now.is_fresh, s.measure,
        year_before.value as year_before,
        lag(now.value) over (partition by now.series_id order by now.period) as before,
        case
            when s.measure in ('ytd', 'month') and now.value > 0 and year_before.value > 0
                then ln(now.value / year_before.value)
        end as growth
    from preview_course as now
    join series as s on s.series_id = now.series_id
    left join preview_course as year_before
        on year_before.series_id = now.series_id and year_before.period = last_day(now.period - interval 12 months)
),
known as (
    select
        series_id,
        count(growth) as growths, min(growth) as least, max(growth) as most, coalesce(stddev_samp(growth), 0) as spread,
        count(value - before) as moves, max(abs(value - before)) as furthest, max(abs(value)) as largest
    from paired
    where not is_fresh
    group by series_id
)
select
    s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, s.place, p.name_zh as place_zh,
    p.name_en as place_en, s.dimension, s.member, s.measure, f.period, f.value,
    case when f.growth is not null then f.year_before else f.before end as compared_with,
    f.growth is not null as with_year_before,
    case when f.growth is not null then exp(k.least) - 1 else -k.furthest end as lowest,
    case when f.growth is not null then exp(k.most) - 1 else k.furthest end as highest,
    case when s.measure in ('month', 'ytd', 'stock') then coalesce(i.unit, '') when s.measure = 'rank' then '' else '%' end as unit
from paired as f
join known as k on k.series_id = f.series_id
join series as s on s.series_id = f.series_id
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.county = s.county and p.place = s.place
where
    f.is_fresh
    and case
        when f.growth is not null and k.growths >= 3
            then f.growth < k.least - greatest(3 * k.spread, 0.4) or f.growth > k.most + greatest(3 * k.spread, 0.4)
        when f.growth is not null then abs(f.growth) > 1.1
        when s.measure not in ('ytd', 'month') and k.moves >= 5
            then abs(f.value - f.before) > 3 * k.furthest and abs(f.value - f.before) > 0.1 * k.largest
        else false
    end
order by
    case when f.growth is not null then abs(f.growth) else abs(f.value - f.before) / greatest(k.furthest, 1e-9) end desc,
    s.indicator, s.place, f.period
limit $most
