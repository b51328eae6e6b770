-- What is each place called, in the catalogue of its county?
create or replace view place_names as
select county, place, name_zh, name_en, kind, parent
from place
