-- Takes a snapshot out of the count; its rows stay.
update snapshot
set
    status = 'withdrawn', withdrawn_generation = $generation, withdrawn_at = $at, withdrawn_by = $by,
    withdrawn_reason = $reason
where snapshot_id = $snapshot_id
