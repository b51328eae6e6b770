-- Can this store keep the text of reports? A generation written before that was possible has no such table.
select count(*) > 0 as kept from duckdb_tables()
where table_name = 'report' and database_name = current_database()
order by kept
