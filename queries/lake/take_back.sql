-- Let the lake's newest version hold what the one before holds, where its commit was taken although DuckLake was told that
-- it was not and removed its files; it becomes another generation, so that whoever read it reads anew. What was not taken,
-- or is not the newest, is left as it is.
do $$
declare
    undone bigint;
    held record;
begin
    lock table ducklake_snapshot, ducklake_snapshot_changes in exclusive mode;
    select snapshot_id into undone
    from ducklake_snapshot_changes
    where commit_message = current_setting('jindu.mark');
    if undone is null or undone < (select max(snapshot_id) from ducklake_snapshot) then
        return;
    end if;
    for held in
        select table_name, bool_or(column_name = 'begin_snapshot') as begins, bool_or(column_name = 'end_snapshot') as ends
        from information_schema.columns
        where table_schema = current_schema() and table_name like 'ducklake\_%'
            and column_name in ('begin_snapshot', 'end_snapshot')
        group by table_name
    loop
        if held.begins then
            execute format('delete from %I where begin_snapshot = $1', held.table_name) using undone;
        end if;
        if held.ends then
            execute format('update %I set end_snapshot = null where end_snapshot = $1', held.table_name) using undone;
        end if;
    end loop;
    update ducklake_snapshot
    set schema_version = (select schema_version from ducklake_snapshot where snapshot_id < undone order by snapshot_id desc limit 1)
    where snapshot_id = undone;
    update ducklake_snapshot_changes
    set commit_extra_info = commit_extra_info::integer + 1, commit_message = commit_message || ', taken back'
    where snapshot_id = undone;
end
$$
