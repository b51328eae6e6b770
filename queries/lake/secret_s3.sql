-- Tell DuckDB how to reach the object storage of the lake.
create or replace temporary secret storage (
    type s3, key_id $key_id, secret $secret, region $region, endpoint $endpoint, url_style $url_style, use_ssl $use_ssl
)
