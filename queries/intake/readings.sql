-- Take in the readings of a large file in the order in which they come.
insert into reading_here
select
    ($first + part)::integer as snapshot_id, series_id, period, value,
    case status when 0 then 'estimate' when 1 then 'preliminary' when 2 then 'final' end as status, row
from incoming
