-- Loads of different counties may not change the same table, and `current` can always be worked out.
drop table current
