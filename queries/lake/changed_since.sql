-- How many versions came after one, up to the one that is read, what did they do, and to which tables?
with later as (
    select changes from lake.snapshots() where snapshot_id > $before and snapshot_id <= $now
),
done as (select unnest(map_entries(changes)) as one from later),
touched as (select unnest(one.value) as table_id from done)
select
    (select count(*) from later) as versions,
    (select coalesce(list(distinct one.key order by one.key), []) from done) as deeds,
    (
        select coalesce(list(distinct coalesce(t.table_name, touched.table_id) order by 1), [])
        from touched
        left join ducklake_table_info('lake') as t on t.table_id::varchar = touched.table_id
    ) as tables
order by versions
