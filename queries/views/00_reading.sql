-- Every reading of every snapshot; of a store with archives `archives/view_reading` says where else they lie.
create or replace view reading as
select snapshot_id, series_id, period, value, status, row from reading_here
