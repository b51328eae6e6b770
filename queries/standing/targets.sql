-- Which targets were in force as known at a snapshot (null: now), with the names that belong to them?
select
    t.*, c.name as catalogue, i.release,
    coalesce(i.name_zh, t.indicator) as indicator_zh, coalesce(i.name_en, t.indicator) as indicator_en,
    coalesce(p.name_zh, t.place) as place_zh, coalesce(p.name_en, t.place) as place_en
from targets_at($known_at::integer) as t
join (
    select county, year, name
    from catalogue
    qualify row_number() over (partition by county, year order by version desc) = 1
) as c on c.county = t.county and c.year = t.year
left join indicator as i on i.county = t.county and i.year = t.year and i.indicator = t.indicator
left join place_names as p on p.county = t.county and p.place = t.place
where ($county::varchar is null or t.county = $county) and ($year::integer is null or t.year = $year)
order by t.year desc, t.county, t.position, t.target_id
