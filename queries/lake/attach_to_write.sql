-- Open a lake that exists to write into it.
attach 'ducklake:postgres:' as lake (meta_secret 'catalogue', data_path $data, create_if_not_exists false)
