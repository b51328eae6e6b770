-- Take in the entries of a file.
insert into entry by name
select
    ($first + incoming.part)::integer as snapshot_id, incoming.row, meant.county, meant.indicator, incoming.entry_id,
    incoming.name, meant.place, incoming.industry, incoming.event, incoming.day, incoming.amount, incoming.evidence
from incoming
join meant using (series_id)
order by snapshot_id, row
