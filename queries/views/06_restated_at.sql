-- Which periods of which series may have been restated, and by which snapshot last?
-- Only snapshots that overlap an earlier one are looked through, so a store without restatements pays next to nothing.
create or replace macro restated_at(known_at) as table
select reading.series_id, reading.period, max(reading.snapshot_id) as snapshot_id
from reading
where reading.snapshot_id in (
    select later.snapshot_id
    from spans_at(known_at) as earlier
    join spans_at(known_at) as later
        on earlier.snapshot_id < later.snapshot_id
        and earlier.first_period <= later.last_period and later.first_period <= earlier.last_period
        and earlier.first_series <= later.last_series and later.first_series <= earlier.last_series
)
group by reading.series_id, reading.period
