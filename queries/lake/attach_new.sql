-- Make a lake: its catalogue in PostgreSQL, its Parquet files where the data lies.
attach 'ducklake:postgres:' as lake (meta_secret 'catalogue', data_path $data)
