-- Which version of a county's catalogue of one year was applied last, and what was its content?
select version, generation, sha256 from catalogue where county = $county and year = $year order by version desc limit 1
