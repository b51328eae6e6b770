-- Which snapshots counted as known at a snapshot (null: now)? Withdrawn ones count until the generation that withdrew them.
create or replace macro counted_at(known_at) as table
select snapshot_id
from snapshot
where case
    when known_at is null then withdrawn_generation is null
    else snapshot_id <= known_at and (
        withdrawn_generation is null
        or withdrawn_generation > (select max(asked.generation) from snapshot as asked where asked.snapshot_id = known_at)
    )
end
