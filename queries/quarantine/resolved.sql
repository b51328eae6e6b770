-- Say what became of a row in quarantine.
update quarantine
set resolved_at = $at::timestamp, resolved_by = $by, resolved_reason = $reason
where quarantine_id = $quarantine_id
