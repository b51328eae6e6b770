-- Put rows that were left out of a file into quarantine.
insert into quarantine by name
select
    ($first - 1 + row_number() over (order by left_out.row))::integer as quarantine_id,
    $snapshot_id::integer as snapshot_id, $generation::integer as generation, $name as name, $sha256 as sha256,
    $source as source, left_out.row, left_out.rules, left_out.cells, left_out.fault_zh, left_out.fault_en,
    $at::timestamp as put_at, $by as put_by
from left_out
order by left_out.row
