-- How the counties compare in every figure of their own, period by period.
create or replace view across_counties as
from across_counties_at(null)
