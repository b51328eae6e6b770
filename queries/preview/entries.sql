-- Which entries does the file add, remove or change?
with fresh as (
    select *
    from entry
    where snapshot_id >= $first
    qualify row_number() over (partition by county, indicator, entry_id, event order by snapshot_id desc, row desc) = 1
),
earlier as (
    select *
    from entry
    where snapshot_id < $first and snapshot_id in (select snapshot_id from snapshot where withdrawn_generation is null)
    qualify row_number() over (partition by county, indicator, entry_id, event order by snapshot_id desc, row desc) = 1
)
select
    case
        when earlier.entry_id is not null then 'changed'
        when fresh.event = 'left' then 'removed'
        else 'added'
    end as what,
    fresh.indicator, i.name_zh as indicator_zh, i.name_en as indicator_en, fresh.entry_id, fresh.name, fresh.place,
    p.name_zh as place_zh, p.name_en as place_en, fresh.event, fresh.day, fresh.amount, earlier.amount as old_amount,
    earlier.day as old_day
from fresh
left join earlier
    on earlier.county = fresh.county and earlier.indicator = fresh.indicator and earlier.entry_id = fresh.entry_id
    and earlier.event = fresh.event
left join indicator_names as i on i.county = fresh.county and i.indicator = fresh.indicator
left join place_names as p on p.county = fresh.county and p.place = fresh.place
where
    earlier.entry_id is null
    or (earlier.name, earlier.place, earlier.day) is distinct from (fresh.name, fresh.place, fresh.day)
    or earlier.amount is distinct from fresh.amount
order by what, fresh.indicator, fresh.day desc, fresh.entry_id
