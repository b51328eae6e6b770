-- Merge small Parquet files of each table into larger ones; every version reads what it read before.
call ducklake_merge_adjacent_files('lake')
