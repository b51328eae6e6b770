-- Say where the files of a lake lie that was taken back from a backup.
update ducklake_metadata set value = $1 where key = 'data_path'
