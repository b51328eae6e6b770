-- Has the store a quarantine? Stores of earlier versions get one with their next load.
select table_name from duckdb_tables()
where table_name = 'quarantine' and database_name = current_database()
order by table_name
