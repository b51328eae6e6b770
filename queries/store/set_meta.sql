-- Writes down one thing that the store says of itself.
merge into meta using (select $name as name, $value as value) as told on meta.name = told.name
when matched then update set value = told.value
when not matched then insert values (told.name, told.value)
