-- What was kept of a generation for a county, or for all of them?
select a.body
from jindu_kept as k
join jindu_answers as a on a.id = (k.held ->> %(county)s)::bigint
where k.mark = %(mark)s
order by a.id
