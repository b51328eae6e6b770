-- Which is the newest version of every target of a county and year, dropped ones too?
select * from target
where county = $county and year = $year
qualify row_number() over (partition by target_id order by version desc) = 1
order by position, target_id
