-- Keeps that a withdrawn snapshot counts again, and why.
update withdrawal
set
    reinstated_generation = $generation, reinstated_at = $at, reinstated_by = $by, reinstated_reason = $reason
where snapshot_id = $snapshot_id and reinstated_generation is null
