-- What an editor can complete besides tables and columns: keywords and functions, with how a function is called.
select keyword_name as word, 'keyword' as kind, '' as called, '' as explained
from duckdb_keywords()
union all
select
    function_name, function_type,
    function_name || '(' || array_to_string(list_transform(parameters, lambda x: coalesce(x, '')), ', ') || ')',
    coalesce(description, '')
from duckdb_functions()
where function_type in ('scalar', 'aggregate', 'macro', 'table_macro', 'table')
    and regexp_full_match(function_name, '[a-z_0-9]+')
qualify row_number() over (partition by function_name order by len(coalesce(description, '')) desc, len(parameters)) = 1
order by word, kind
