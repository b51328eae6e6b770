-- Every withdrawal of a snapshot and its reinstatement; the snapshot itself tells only whether it counts now.
create table withdrawal as
select
    snapshot_id, withdrawn_generation, withdrawn_at, withdrawn_by, withdrawn_reason,
    null::integer as reinstated_generation, null::timestamp as reinstated_at, null::varchar as reinstated_by,
    null::varchar as reinstated_reason
from snapshot
where withdrawn_generation is not null
order by snapshot_id
