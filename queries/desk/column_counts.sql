-- One column of an answer: rows, nulls, distinct values, lowest and highest.
select
    count(*) as rows, count(*) - count(value) as nulls, count(distinct value) as distinct_values,
    left(min(value)::varchar, 200) as lowest, left(max(value)::varchar, 200) as highest
from of_column
