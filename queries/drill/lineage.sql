-- From which files and rows does one figure come, newest first, withdrawn ones too?
select
    r.snapshot_id, n.status as snapshot_status, r.value, r.status, r.row, n.name as file, n.part, n.sha256, n.bytes,
    n.rows, n.source, n.profile, n.published, n.loaded_at, n.loaded_by, n.generation, n.withdrawn_at, n.withdrawn_by,
    n.withdrawn_reason
from reading as r
join snapshot as n using (snapshot_id)
where
    r.series_id in (
        select series_id
        from series
        where
            county = $county and indicator = $indicator and place = $place and measure = $measure
            and dimension = $dimension and member = $member
    )
    and r.period = $period::date
    and ($known_at::integer is null or r.snapshot_id <= $known_at)
order by r.snapshot_id desc
