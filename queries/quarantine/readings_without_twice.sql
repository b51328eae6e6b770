-- Take the readings that are in a snapshot more than once out of it; of equal ones the first stays.
delete from reading_here
where
    snapshot_id >= $first
    and (snapshot_id, series_id, period, row) in (
        select (snapshot_id, series_id, period, row)
        from reading
        where snapshot_id >= $first
        window same as (partition by snapshot_id, series_id, period)
        qualify
            count(*) over same > 1
            and (min(value) over same <> max(value) over same or row_number() over (same order by row) > 1)
    )
