-- Which snapshots counted as known at a snapshot (null: now)? Withdrawn ones count before and after their withdrawal.
create or replace macro counted_at(known_at) as table
select snapshot_id
from snapshot
where case
    when known_at is null then withdrawn_generation is null
    else snapshot_id <= known_at and snapshot_id not in (
        select w.snapshot_id
        from withdrawal as w, (select max(a.generation) as generation from snapshot as a where a.snapshot_id = known_at) as asked
        where w.withdrawn_generation <= asked.generation and coalesce(w.reinstated_generation, 2147483647) > asked.generation
    )
end
