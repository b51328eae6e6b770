-- Leaves the name `reading` to a view over all readings: a large store keeps the earlier ones in files beside this one.
alter table reading rename to reading_here
