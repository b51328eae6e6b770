-- Say which answers belong to the generation that is about to be committed: those of the counties that it changes, and
-- those of the newest generation for all others, unless it may have changed them too. Whoever keeps them publishes alone.
insert into jindu_kept (mark, held)
select
    %(mark)s,
    coalesce(
        (
            select before.held
            from jindu_kept as before
            where not %(all)s and before.mark = (
                select commit_message
                from ducklake_snapshot_changes
                where commit_extra_info ~ '^[0-9]+$'
                order by snapshot_id desc
                limit 1
            )
        ),
        '{}'::jsonb
    ) || %(held)s::jsonb
