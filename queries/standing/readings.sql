-- What did the named series read in every period, as known at a snapshot (null: now), and which snapshot said so?
-- The few snapshots that are left out are named: a join with the many that count costs as much as all the rest.
select series_id, period, arg_max(value, snapshot_id) as value, max(snapshot_id) as snapshot_id
from reading
where
    series_id in (select unnest($series::integer[]))
    and period <= $until::date
    and snapshot_id <= coalesce($known_at::integer, 2147483647)
    and (len($left_out::integer[]) = 0 or not list_contains($left_out::integer[], snapshot_id))
group by series_id, period
order by series_id, period
