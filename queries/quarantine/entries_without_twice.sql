-- Take the entries that are in a snapshot more than once out of it.
delete from entry
where
    snapshot_id >= $first
    and (snapshot_id, indicator, event, entry_id) in (
        select (snapshot_id, indicator, event, entry_id)
        from entry
        where snapshot_id >= $first
        group by snapshot_id, indicator, event, entry_id
        having count(*) > 1
    )
