-- How many readings lie in the generation's own file?
select count(*) as readings from reading_here order by readings
