-- Make a lake: its catalogue in PostgreSQL, its Parquet files where the data lies.
attach 'ducklake:postgres:connect_timeout=5 keepalives_idle=5 keepalives_interval=2 keepalives_count=3 tcp_user_timeout=10000' as lake (meta_secret 'catalogue', data_path $data)
