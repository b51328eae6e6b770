-- Which version of the lake is its newest generation, and by which mark is its commit known? Asked of PostgreSQL itself, once
-- a second by every console.
select snapshot_id, commit_extra_info::integer, commit_message
from ducklake_snapshot_changes
where commit_extra_info ~ '^[0-9]+$'
order by snapshot_id desc
limit 1
