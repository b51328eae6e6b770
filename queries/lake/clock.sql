-- What time is it by the clock of PostgreSQL, in seconds? The clocks of two machines may differ.
select extract(epoch from clock_timestamp())::float8
