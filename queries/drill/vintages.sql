-- What did every snapshot say of one series, period by period, as known at a snapshot (null: now)?
select r.period, r.snapshot_id, r.value, n.published, n.source, n.name as file
from reading as r
join snapshot as n on n.snapshot_id = r.snapshot_id
where
    r.series_id in (
        select series_id
        from series
        where
            county = $county and indicator = $indicator and place = $place and measure = $measure
            and dimension = $dimension and member = $member
    )
    and r.snapshot_id in (from counted_at($known_at::integer))
order by r.period desc, r.snapshot_id
