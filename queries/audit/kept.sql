-- What does the generation know of what was done, oldest first?
select deed, done_at, what, who, generation, snapshots, name, sha256, rows, reason
from audit
order by done_at, deed
