-- Which deeds did the newest generation of the log bring?
select deed
from audit
where generation = (select max(generation) from audit)
order by deed
