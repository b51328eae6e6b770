-- What do the counties' figures add up to, period by period, as known at a snapshot (null: now), and whose are missing?
-- Rates, prices and averages have no row: they are neither added up nor averaged.
create or replace macro city_totals_at(known_at) as table
select
    f.year, f.indicator, f.measure, f.unit, f.period, f.counted, len(a.everyone) as counties, f.value, f.targets, f.target,
    case when f.shares = f.counted then f.value / f.target end as share,
    [one.county for one in a.everyone if not list_contains(f.who, one.county)] as missing,
    [one.county_zh for one in a.everyone if not list_contains(f.who, one.county)] as missing_zh,
    [one.county_en for one in a.everyone if not list_contains(f.who, one.county)] as missing_en
from (
    select
        year, indicator, measure, unit, period, count(*)::integer as counted, sum(value) as value,
        count(target)::integer as targets, sum(target) as target, count(share) as shares, list(county) as who
    from across_counties_at(known_at)
    group by year, indicator, measure, unit, period
    having bool_and(adds_up)
) as f,
(
    select list({'county': county, 'county_zh': county_zh, 'county_en': county_en} order by county) as everyone
    from (
        select county, arg_max(county_zh, year) as county_zh, arg_max(county_en, year) as county_en
        from counties_at(known_at)
        group by county
    )
) as a
