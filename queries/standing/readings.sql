-- What did the named series read in every period, as known at a snapshot (null: now), and which snapshot said so?
select series_id, period, arg_max(value, snapshot_id) as value, max(snapshot_id) as snapshot_id
from reading
where
    series_id in (select unnest($series::integer[]))
    and period <= $until::date
    and snapshot_id in (from counted_at($known_at::integer))
group by series_id, period
order by series_id, period
