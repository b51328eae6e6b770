-- The most frequent values of one column.
select left(value::varchar, 200) as value, count(*) as rows
from of_column
where value is not null
group by value
order by rows desc, 1
limit $jindu_most
