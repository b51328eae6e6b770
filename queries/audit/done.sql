-- What did one generation do: which files were loaded, withdrawn and reinstated, and which catalogues applied?
select what, name, sha256, snapshots, rows, reason
from (
    select
        'load' as what, name, sha256, list(snapshot_id order by snapshot_id) as snapshots, sum(rows)::bigint as rows,
        '' as reason
    from snapshot
    where generation = $generation
    group by name, sha256
    union all
    select 'withdraw', s.name, s.sha256, [w.snapshot_id], s.rows, coalesce(w.withdrawn_reason, '')
    from withdrawal as w
    join snapshot as s using (snapshot_id)
    where w.withdrawn_generation = $generation
    union all
    select 'reinstate', s.name, s.sha256, [w.snapshot_id], s.rows, coalesce(w.reinstated_reason, '')
    from withdrawal as w
    join snapshot as s using (snapshot_id)
    where w.reinstated_generation = $generation
    union all
    select 'catalogue', name, sha256, [], null, ''
    from catalogue
    where generation = $generation
)
order by snapshots, what, name
