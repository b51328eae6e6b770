-- What is each place called?
create or replace view place_names as
select place, name_zh, name_en, kind, parent, county
from place
qualify row_number() over (partition by place order by county) = 1
