-- Every reading: those of `archive`, the file that was the store's before this one and knows of those before it, then this file's.
create or replace view reading as
select snapshot_id, series_id, period, value, status, row from archive.main.reading
union all
select snapshot_id, series_id, period, value, status, row from reading_here
