-- Was the commit with this mark taken?
select count(*) from ducklake_snapshot_changes where commit_message = %s
