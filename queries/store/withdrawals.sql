-- When was each snapshot withdrawn and reinstated, by whom and why?
select
    w.snapshot_id, s.name, s.part, w.withdrawn_generation, w.withdrawn_at, w.withdrawn_by, w.withdrawn_reason,
    w.reinstated_generation, w.reinstated_at, w.reinstated_by, w.reinstated_reason
from withdrawal as w
join snapshot as s using (snapshot_id)
order by w.withdrawn_generation, w.snapshot_id
