-- What the counties' figures add up to, period by period, and which counties are missing in the sum.
create or replace view city_totals as
from city_totals_at(null)
