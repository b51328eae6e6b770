-- Which tables does the generation hold? Readings are asked for as the view that knows where all of them lie.
select case table_name when 'reading_here' then 'reading' else table_name end as table_name
from duckdb_tables()
where not internal and database_name = current_database()
order by table_name
