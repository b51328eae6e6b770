-- Take in the readings of a small file, sorted so that one series lies together.
insert into reading_here
select
    ($first + part)::integer as snapshot_id, series_id, period, value,
    case status when 0 then 'estimate' when 1 then 'preliminary' when 2 then 'final' end as status, row
from incoming
order by snapshot_id, series_id, period
