-- Do the towns, and the members of each breakdown, still add up to the figure of the whole, and did they before?
with summed as (
    select s.series_id, s.county, s.indicator, s.place, s.dimension, s.measure, i.unit
    from series as s
    join indicator_names as i on i.county = s.county and i.indicator = s.indicator
    where s.measure in ('month', 'ytd', 'stock') and i.unit not in ('%', '名', '') and i.unit not like '%/%'
),
part as (
    select town.series_id, whole.series_id as whole, '' as dimension
    from summed as town
    join place_names as p on p.county = town.county and p.place = town.place and p.kind = 'town'
    join summed as whole
        on whole.county = town.county and whole.indicator = town.indicator and whole.measure = town.measure
        and whole.place = town.county and whole.dimension = ''
    where town.dimension = ''
    union all
    select member.series_id, whole.series_id as whole, member.dimension
    from summed as member
    join summed as whole
        on whole.county = member.county and whole.indicator = member.indicator and whole.measure = member.measure
        and whole.place = member.place and whole.dimension = ''
    where member.dimension <> ''
),
spoken as (
    select distinct series_id
    from preview_fresh
),
touched as (
    select distinct whole.series_id as whole
    from spoken
    join summed as own on own.series_id = spoken.series_id
    join summed as whole
        on whole.county = own.county and whole.indicator = own.indicator and whole.measure = own.measure
),
touched_at as (
    select distinct fresh.period, own.county, own.indicator, own.measure
    from (select distinct series_id, period from preview_fresh) as fresh
    join summed as own on own.series_id = fresh.series_id
),
known as (
    select series_id, period, value
    from preview_course
    where period >= (select min(period) - interval 13 months from preview_fresh)
    union all
    select series_id, period, arg_max(value, snapshot_id) as value
    from reading
    where
        period >= (select min(period) - interval 13 months from preview_fresh)
        and series_id in (select whole from touched)
        and series_id not in (select series_id from spoken)
        and snapshot_id in (select snapshot_id from snapshot where withdrawn_generation is null)
    group by series_id, period
),
parts as (
    select part.whole, part.dimension, known.period, sum(known.value) as parts, count(*) as how_many
    from known
    join part on part.series_id = known.series_id
    group by part.whole, part.dimension, known.period
),
compared as (
    select
        parts.*, whole.value as figure, (parts.parts - whole.value) / nullif(abs(whole.value), 0) as off,
        median(abs((parts.parts - whole.value) / nullif(abs(whole.value), 0))) over (
            partition by parts.whole, parts.dimension
            order by parts.period rows between 12 preceding and 1 preceding
        ) as usually_off
    from parts
    join known as whole on whole.series_id = parts.whole and whole.period = parts.period
    where parts.how_many > 1
)
select
    s.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, s.place, p.name_zh as place_zh,
    p.name_en as place_en, c.dimension, s.measure, c.period, c.figure as whole, c.parts, c.how_many, c.off,
    c.usually_off, i.unit
from compared as c
join summed as s on s.series_id = c.whole
semi join touched_at
    on touched_at.county = s.county and touched_at.indicator = s.indicator and touched_at.measure = s.measure
    and touched_at.period = c.period
left join indicator_names as i on i.county = s.county and i.indicator = s.indicator
left join place_names as p on p.county = s.county and p.place = s.place
order by abs(c.off) desc nulls last, s.indicator, s.place, c.dimension, c.period
limit $most
