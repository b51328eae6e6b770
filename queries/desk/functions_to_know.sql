-- The functions that the gate must know of: those whose answer changes by itself, and the table macros of the store.
select distinct function_name, function_type
from duckdb_functions()
where (stability = 'VOLATILE' or has_side_effects) and internal
    or (function_type = 'table_macro' and not internal)
order by function_name, function_type
