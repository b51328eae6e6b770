-- Which rows are in quarantine, and which are not resolved yet?
select
    quarantine_id, snapshot_id, name, source, row, rules, cells, fault_zh, fault_en, put_at, put_by, resolved_at,
    resolved_by, resolved_reason
from quarantine
where resolved_at is null or $everything::boolean
order by quarantine_id
