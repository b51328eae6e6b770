-- What did one indicator in one place read in every period, as known at a snapshot (null: now), and who said so?
select
    r.period,
    arg_max(r.value, r.snapshot_id) as value,
    arg_max_null(r.status, r.snapshot_id) as status,
    max(r.snapshot_id) as snapshot_id,
    arg_max(n.name, r.snapshot_id) as file,
    arg_max(n.source, r.snapshot_id) as source,
    arg_max(n.published, r.snapshot_id) as published,
    count(*) > 1 as given_again
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
    and r.snapshot_id in (from counted_at($known_at::integer))
group by r.period
order by r.period
