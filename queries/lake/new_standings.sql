-- The standings that were stored in generations after one, as they lie.
from standing where generation > $after
