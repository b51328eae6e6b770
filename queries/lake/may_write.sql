-- May this user write into the lake? Before there is a lake everybody may try.
select coalesce(bool_and(has_table_privilege(c.oid, 'insert')), true) and current_setting('transaction_read_only') = 'off'
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname = current_schema() and c.relname = 'ducklake_snapshot'
