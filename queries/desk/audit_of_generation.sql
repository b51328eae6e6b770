-- Begin with what the generation itself knows of what was done.
insert into audit by name
select *
from store.main.audit
order by done_at, deed
