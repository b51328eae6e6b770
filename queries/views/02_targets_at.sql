-- Which version of each target was in force as known at a snapshot (null: now)? Dropped targets are left out.
create or replace macro targets_at(known_at) as table
select newest.* exclude (dropped)
from (
    select *
    from target
    where generation <= generation_at(known_at)
    qualify row_number() over (partition by county, year, target_id order by version desc) = 1
) as newest
where not newest.dropped
