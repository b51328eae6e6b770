-- Read the lake as it stood at one of its versions, which never changes.
attach 'ducklake:postgres:' as lake (meta_secret 'catalogue', data_path $data, read_only, snapshot_version $version)
