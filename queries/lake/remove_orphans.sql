-- Remove the files that a loader which died had begun to write.
call ducklake_delete_orphaned_files('lake', older_than => to_timestamp($now) - to_hours($hours))
