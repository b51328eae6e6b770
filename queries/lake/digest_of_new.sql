-- How many readings and standings came after one generation, and what is the digest of each row of them?
select
    (select count(*) from reading) as every_reading,
    (select count(*) from standing) as every_standing,
    (
        select bit_xor(hash(snapshot_id, series_id, period, value, status, row))
        from reading
        where
            snapshot_id >= (select min(snapshot_id) from snapshot where generation > $after)
            and snapshot_id in (select snapshot_id from snapshot where generation > $after)
    ) as readings,
    (select bit_xor(hash(every)) from standing as every where generation > $after) as standings
order by every_reading
