-- Read the lake as it stood at one of its versions, which never changes.
attach 'ducklake:postgres:connect_timeout=5 keepalives_idle=5 keepalives_interval=2 keepalives_count=3 tcp_user_timeout=10000' as lake (meta_secret 'catalogue', data_path $data, read_only, snapshot_version $version)
