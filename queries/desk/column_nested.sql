-- One column of lists, structs or maps: rows, nulls and distinct values.
select
    count(*) as rows, count(*) - count(value) as nulls, count(distinct value::varchar) as distinct_values,
    null::varchar as lowest, null::varchar as highest
from of_column
