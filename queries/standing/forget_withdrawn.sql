-- Removes from `current` every series that had a reading in a snapshot which a generation after one withdraws or reinstates.
delete from current
where series_id in (
    select distinct series_id
    from reading
    where snapshot_id in (
        select snapshot_id from withdrawal where greatest(withdrawn_generation, reinstated_generation) > $after
    )
)
