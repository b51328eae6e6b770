-- Brings the readings of `archive`, and of the archives that it knows of, into this file.
insert into reading_here
select snapshot_id, series_id, period, value, status, row from archive.main.reading
