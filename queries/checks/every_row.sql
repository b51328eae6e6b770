-- Reads every value of a table; damage anywhere in it is an error.
select count(*) as rows, bit_xor(hash(every)) as digest
from query_table($table) as every
order by rows
