-- What the gate must know: functions whose answer changes by itself, the store's table macros, and its tables and views.
select function_name as name, case function_type when 'table_macro' then 'macro' else 'volatile' end as kind
from duckdb_functions()
where (stability = 'VOLATILE' or has_side_effects) and internal
    or (function_type = 'table_macro' and not internal)
union
select table_name, 'relation' from duckdb_tables() where database_name = 'store'
union
select view_name, 'relation' from duckdb_views() where database_name = 'store'
order by name, kind
