-- Which files of the data does some version of the lake need, and where below its folder do they lie?
select distinct schemas.path || tables.path || files.path as path, files.bytes, files.below
from (
    select table_id, path, file_size_bytes as bytes, path_is_relative as below from ducklake_data_file
    union all
    select table_id, path, file_size_bytes, path_is_relative from ducklake_delete_file
) as files
join ducklake_table as tables on tables.table_id = files.table_id
join ducklake_schema as schemas on schemas.schema_id = tables.schema_id
order by path
