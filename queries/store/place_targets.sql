-- Gives the targets of a county and year the order in which the catalogue lists them.
update target set position = offered.position
from offered
where target.county = $county and target.year = $year and target.target_id = offered.target_id
