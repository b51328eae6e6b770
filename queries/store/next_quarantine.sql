-- Which number does the next row in quarantine get?
select coalesce(max(quarantine_id), 0) + 1 as quarantine_id from quarantine order by quarantine_id
