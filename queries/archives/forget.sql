-- Takes out what a store says of its archives.
delete from meta where name like 'archive %'
