-- Lets a withdrawn snapshot count again.
update snapshot
set
    status = 'loaded', withdrawn_generation = null, withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null
where snapshot_id = $snapshot_id
