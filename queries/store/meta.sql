-- What does the store say of itself?
select name, value from meta order by name
