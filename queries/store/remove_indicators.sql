-- Removes the indicators of a county and year that a catalogue defines anew; what an operator registered stays.
delete from indicator
where county = $county and year = $year and (not registered or indicator in (select indicator from offered))
