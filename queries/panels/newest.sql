-- Which generation is this, when was it published, which snapshot is its newest counted one, and how many are there?
select
    max(generation) as generation,
    max(published_at) as published_at,
    (select max(snapshot_id) from snapshot where withdrawn_generation is null) as snapshot_id,
    (select count(*) from snapshot where withdrawn_generation is null) as snapshots
from generation
order by generation
