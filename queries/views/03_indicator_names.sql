-- What is each indicator called, in its newest catalogue?
create or replace view indicator_names as
select county, indicator, name_zh, name_en, unit, agency, release
from indicator
qualify row_number() over (partition by county, indicator order by registered, year desc) = 1
