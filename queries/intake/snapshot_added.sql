-- Record a file, or a part of one, as a snapshot.
insert into snapshot by name
select
    $snapshot_id::integer as snapshot_id, $generation::integer as generation, $form as form, $name as name,
    $part as part, $sha256 as sha256, $source as source, $profile as profile, $published::date as published,
    $loaded_at::timestamp as loaded_at, $loaded_by as loaded_by, $bytes::bigint as bytes, $rows::bigint as rows,
    'loaded' as status, $county as county
