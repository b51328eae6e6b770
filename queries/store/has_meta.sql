-- Is there a table in which the store says what it is?
select table_name from information_schema.tables
where table_name = 'meta' and table_schema = 'main' and table_catalog = current_database()
order by table_name
