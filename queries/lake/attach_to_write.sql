-- Open a lake that exists to write into it.
attach 'ducklake:postgres:connect_timeout=5 keepalives_idle=5 keepalives_interval=2 keepalives_count=3 tcp_user_timeout=10000' as lake (meta_secret 'catalogue', data_path $data, create_if_not_exists false)
