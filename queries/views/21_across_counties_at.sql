-- How do the counties compare in every figure of their own, period by period, as known at a snapshot (null: now)?
-- A rank is among the same indicator, measure, unit and period of the same year, the lowest first where every target is
-- a ceiling; the light is what was said of that figure.
create or replace macro across_counties_at(known_at) as table
select
    year, indicator, indicator_zh, indicator_en, measure, unit, period, county, county_zh, county_en,
    rank() over (
        partition by year, indicator, measure, unit, period order by case when lower_is_better then value else -value end
    )::integer as rank,
    (count(*) over (partition by year, indicator, measure, unit, period))::integer as ranked,
    value, adds_up, target_id, kind, comparator, target, share, gap, light, as_of, snapshot_id
from (
    select
        c.year, f.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, f.measure,
        case when f.measure in ('month', 'ytd', 'stock') then i.unit when f.measure = 'rank' then '' else '%' end as unit,
        f.period, f.county, c.county_zh, c.county_en, f.value, adds_up(f.measure, i.unit, i.name_zh, i.name_en) as adds_up,
        t.target_id, t.kind, t.comparator, t.value as target,
        case when t.kind in ('volume', 'new_count', 'net_increase') and t.value > 0 then f.value / t.value end as share,
        case when t.comparator in ('<=', 'rank<=') then t.value - f.value else f.value - t.value end as gap,
        s.light, s.as_of, f.snapshot_id,
        f.measure = 'rank' or coalesce(
            bool_and(t.comparator in ('<=', 'rank<=')) over (partition by c.year, f.indicator, f.measure, i.unit, f.period), false
        ) as lower_is_better
    from (
        select
            s.county, s.indicator, s.measure, r.period, arg_max(r.value, r.snapshot_id) as value,
            max(r.snapshot_id) as snapshot_id
        from series as s
        join reading as r on r.series_id = s.series_id
        where s.place = s.county and s.dimension = '' and r.snapshot_id in (from counted_at(known_at))
        group by s.county, s.indicator, s.measure, r.period
    ) as f
    join counties_at(known_at) as c on c.county = f.county and c.year = year(f.period)
    left join indicator as i on i.county = f.county and i.year = c.year and i.indicator = f.indicator
    left join (
        select *
        from targets_at(known_at)
        where place = county
        qualify row_number() over (
            partition by county, year, indicator, measure order by parent <> '', position, target_id
        ) = 1
    ) as t on t.county = f.county and t.year = c.year and t.indicator = f.indicator and t.measure = f.measure
    left join (
        select
            county, year, target_id, period, actual, arg_max(light, generation) as light, arg_max(as_of, generation) as as_of
        from standing
        where generation <= generation_at(known_at)
        group by county, year, target_id, period, actual
    ) as s
        on s.county = t.county and s.year = t.year and s.target_id = t.target_id and s.period = f.period
        and s.actual = f.value
)
