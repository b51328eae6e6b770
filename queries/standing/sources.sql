-- From which file does each snapshot come?
select snapshot_id, name, source, published from snapshot order by snapshot_id
