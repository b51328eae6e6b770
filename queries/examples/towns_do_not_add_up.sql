-- 各镇街之和与全县数对不上的地方：差多少
-- Where the towns do not add up to the county's own figure, and by how much
-- $county = '430723' : 县 / county
-- $tolerance = 0.5 : 允许相差的百分比 / per cent allowed
with towns as (
    select r.indicator, r.period, sum(r.value) as towns, count(*) as how_many
    from readings as r
    join place as p on p.county = r.county and p.place = r.place and p.kind = 'town'
    where r.county = $county and r.measure = 'ytd' and r.dimension = ''
    group by r.indicator, r.period
)
select
    c.indicator_zh, c.indicator_en, c.period, c.value as county_figure, round(t.towns, 4) as sum_of_towns, t.how_many,
    round(100 * (t.towns / nullif(c.value, 0) - 1), 2) as off_by_pct
from towns as t
join readings as c
    on c.indicator = t.indicator and c.period = t.period and c.county = $county and c.place = $county
    and c.measure = 'ytd' and c.dimension = ''
where c.value <> 0 and abs(t.towns - c.value) > abs(c.value) * $tolerance / 100
order by abs(off_by_pct) desc nulls last, c.indicator_zh, c.period
