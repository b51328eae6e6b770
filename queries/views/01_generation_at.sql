-- Which generation brought a snapshot (null: whatever is newest)?
create or replace macro generation_at(known_at) as coalesce(
    (select max(asked.generation) from snapshot as asked where asked.snapshot_id = known_at),
    2147483647
)
