-- Where should the clause of every target of one county and year stand in the text of its report?
select target_id, clause, clause_offset
from targets_at(null)
where county = $county and year = $year and clause <> ''
order by position, target_id
