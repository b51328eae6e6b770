-- Let pg_dump see what this transaction sees.
select pg_export_snapshot()
