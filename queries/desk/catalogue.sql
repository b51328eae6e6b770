-- Every table and view of the store with its columns: type, what it means, and about how many rows there are.
-- `reading` is shown as the table that it is to whoever asks it, with the rows of the store's file and of its archives.
with readings as (
    select sum(estimated_size)::bigint as rows from duckdb_tables() where table_name = 'reading_here'
)
select
    c.table_name, case when t.table_name is null and c.table_name <> 'reading' then 'view' else 'table' end as kind,
    coalesce(t.comment, v.comment, '') as table_comment,
    case when c.table_name = 'reading' then (select rows from readings) else t.estimated_size end as rows,
    c.column_index, c.column_name, c.data_type, coalesce(c.comment, '') as column_comment
from duckdb_columns() as c
left join duckdb_tables() as t
    on t.database_name = c.database_name and t.schema_name = c.schema_name and t.table_name = c.table_name
left join duckdb_views() as v
    on v.database_name = c.database_name and v.schema_name = c.schema_name and v.view_name = c.table_name
where c.database_name = 'store' and c.schema_name = 'main' and c.table_name <> 'reading_here'
order by kind desc, c.table_name, c.column_index
