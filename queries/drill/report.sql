-- What does the report of one county and year say, when its text was imported?
select text, file, sha256, imported_at, imported_by
from report
where county = $county and year = $year
order by generation desc
limit 1
