-- Is `current` still a table in this lake?
select table_name from duckdb_tables() where table_name = 'current' and database_name = 'lake' order by table_name
