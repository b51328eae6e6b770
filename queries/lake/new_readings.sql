-- The readings of the snapshots that came in generations after one, as they lie.
select snapshot_id, series_id, period, value, status, row
from reading
where
    snapshot_id >= (select min(snapshot_id) from snapshot where generation > $after)
    and snapshot_id in (select snapshot_id from snapshot where generation > $after)
