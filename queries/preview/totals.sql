-- Do the towns, and the members of each breakdown, still add up to the figure of the whole, and did they before?
with touched as (
    select distinct s.county, s.indicator, s.measure, r.period
    from preview_fresh as r
    join series as s on s.series_id = r.series_id
    join indicator_names as i on i.county = s.county and i.indicator = s.indicator
    where s.measure in ('month', 'ytd', 'stock') and i.unit not in ('%', '名', '') and i.unit not like '%/%'
),
known as (
    select
        s.county, s.indicator, s.place, s.dimension, s.member, s.measure, reading.period,
        arg_max(reading.value, reading.snapshot_id) as value
    from reading
    join series as s on s.series_id = reading.series_id
    semi join touched
        on touched.county = s.county and touched.indicator = s.indicator and touched.measure = s.measure
    where
        reading.period >= (select min(period) - interval 13 months from touched)
        and reading.snapshot_id in (select snapshot_id from snapshot where withdrawn_generation is null)
    group by s.county, s.indicator, s.place, s.dimension, s.member, s.measure, reading.period
),
parts as (
    select
        known.county, known.indicator, known.county as place, '' as dimension, known.measure, known.period,
        sum(known.value) as parts, count(*) as how_many
    from known
    join place_names as town on town.place = known.place and town.kind = 'town'
    where known.dimension = ''
    group by known.county, known.indicator, known.measure, known.period
    union all
    select county, indicator, place, dimension, measure, period, sum(value) as parts, count(*) as how_many
    from known
    where dimension <> ''
    group by county, indicator, place, dimension, measure, period
),
compared as (
    select
        parts.*, whole.value as whole, (parts.parts - whole.value) / nullif(abs(whole.value), 0) as off,
        median(abs((parts.parts - whole.value) / nullif(abs(whole.value), 0))) over (
            partition by parts.county, parts.indicator, parts.place, parts.dimension, parts.measure
            order by parts.period rows between 12 preceding and 1 preceding
        ) as usually_off
    from parts
    join known as whole
        on whole.county = parts.county and whole.indicator = parts.indicator and whole.place = parts.place
        and whole.measure = parts.measure and whole.period = parts.period and whole.dimension = ''
    where parts.how_many > 1
)
select
    c.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, c.place, p.name_zh as place_zh,
    p.name_en as place_en, c.dimension, c.measure, c.period, c.whole, c.parts, c.how_many, c.off, c.usually_off, i.unit
from compared as c
semi join touched
    on touched.county = c.county and touched.indicator = c.indicator and touched.measure = c.measure
    and touched.period = c.period
left join indicator_names as i on i.county = c.county and i.indicator = c.indicator
left join place_names as p on p.place = c.place
order by abs(c.off) desc nulls last, c.indicator, c.place, c.dimension, c.period
limit $most
