-- Which files were loaded, and do they still count?
select
    snapshot_id, form, name, part, source, published, rows, status, loaded_at, loaded_by, sha256, bytes, profile,
    generation, withdrawn_generation, withdrawn_at, withdrawn_by, withdrawn_reason
from snapshot
order by snapshot_id
