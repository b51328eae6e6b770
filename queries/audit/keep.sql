-- Keep deeds of the log that the generation does not know yet.
insert into audit by name
select
    deed, done_at::timestamp as done_at, what, who, generation::integer as generation, snapshots::integer[] as snapshots, name,
    sha256, rows::bigint as rows, reason
from offered
where deed not in (select known.deed from audit as known)
order by done_at, deed
