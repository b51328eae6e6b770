-- Remove the files that no version needs any more.
call ducklake_cleanup_old_files('lake', older_than => to_timestamp($now) - to_hours($hours))
