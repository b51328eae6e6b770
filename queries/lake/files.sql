-- How many Parquet files hold the lake as it stands, and how large are they?
select coalesce(sum(file_count), 0)::bigint as files, coalesce(sum(file_size_bytes), 0)::bigint as bytes
from ducklake_table_info('lake')
