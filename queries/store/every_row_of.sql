-- Every row of one table of a store that is being copied; the order is that of the store, which is sorted already.
from query_table($table)
