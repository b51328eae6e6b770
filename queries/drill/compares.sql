-- Was this store written by a program that compares counties?
select function_name
from duckdb_functions()
where function_name = 'city_totals_at'
order by function_name
limit 1
