-- Gives the snapshots of a store that knows one county only to that county.
update snapshot
set county = (select min(county) from catalogue)
where county is null and (select count(distinct county) from catalogue) = 1
