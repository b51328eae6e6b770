-- Is there a table in which the store says what it is?
select table_name from duckdb_tables()
where table_name = 'meta' and schema_name = 'main' and database_name = current_database()
order by table_name
