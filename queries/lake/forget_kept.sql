-- Forget the answers that belong to no generation, or to one that no console looks at any more.
with newest as (
    select commit_message
    from ducklake_snapshot_changes
    where commit_extra_info ~ '^[0-9]+$'
    order by snapshot_id desc
    limit 8
),
left_out as (delete from jindu_kept where mark not in (select commit_message from newest)),
needed as (
    select held.value::bigint as id
    from jindu_kept, jsonb_each_text(jindu_kept.held) as held
    where jindu_kept.mark in (select commit_message from newest)
)
delete from jindu_answers where id not in (select id from needed)
