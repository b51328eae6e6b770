-- Keeps that a snapshot was withdrawn, whatever becomes of it later.
insert into withdrawal by name
select
    $snapshot_id::integer as snapshot_id, $generation::integer as withdrawn_generation, $at::timestamp as withdrawn_at,
    $by as withdrawn_by, $reason as withdrawn_reason
