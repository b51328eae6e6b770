-- Whose figures a snapshot brings; empty in stores from before one snapshot was one county's.
alter table snapshot add column county varchar
