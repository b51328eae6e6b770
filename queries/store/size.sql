-- How much does the store hold?
select
    (select count(*) from snapshot) as snapshots,
    (select count(*) from snapshot where withdrawn_generation is not null) as withdrawn,
    (select count(*) from reading) as readings,
    (select count(*) from series) as series,
    (select count(*) from entry) as entries,
    (select count(*) from standing) as standings
order by snapshots
