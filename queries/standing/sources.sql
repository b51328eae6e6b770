-- From which file does each snapshot come, and is it left out as known at a snapshot (null: now)?
select
    snapshot_id, name, source, published,
    snapshot_id <= coalesce($known_at::integer, 2147483647)
        and snapshot_id not in (from counted_at($known_at::integer)) as left_out
from snapshot
order by snapshot_id
