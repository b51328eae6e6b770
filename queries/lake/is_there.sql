-- Is there a lake in this database?
select count(*) > 0 from pg_class where relname = 'ducklake_metadata' and relkind = 'r'
