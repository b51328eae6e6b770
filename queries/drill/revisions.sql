-- Which periods of one indicator in one place were restated, from what to what, as known at a snapshot (null: now)?
select
    v.period, v.old_value, v.new_value, v.new_value - v.old_value as change, v.old_snapshot, v.new_snapshot,
    old.name as old_file, n.name as new_file, n.source, n.published, n.loaded_at
from (
    select
        period, value as new_value, snapshot_id as new_snapshot,
        lag(value) over earlier as old_value, lag(snapshot_id) over earlier as old_snapshot
    from reading
    where
        series_id in (
            select series_id
            from series
            where
                county = $county and indicator = $indicator and place = $place and measure = $measure
                and dimension = $dimension and member = $member
        )
        and snapshot_id in (from counted_at($known_at::integer))
    window earlier as (partition by series_id, period order by snapshot_id)
) as v
join snapshot as n on n.snapshot_id = v.new_snapshot
join snapshot as old on old.snapshot_id = v.old_snapshot
where v.old_value <> v.new_value
order by v.new_snapshot desc, v.period desc
