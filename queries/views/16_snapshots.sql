-- Every loaded file, withdrawn ones too.
create or replace view snapshots as
select
    snapshot_id, county, form, name, part, source, published, rows, status, loaded_at, loaded_by, sha256, bytes, profile,
    generation, withdrawn_at, withdrawn_by, withdrawn_reason
from snapshot
