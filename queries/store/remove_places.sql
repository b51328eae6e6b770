-- Removes the places of a county that a catalogue defines anew.
delete from place where county = $county and place in (select place from offered)
