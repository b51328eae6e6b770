-- Which readings does a target rest on, newest first, and which row of which file does each come from?
select
    newest.period, newest.value, newest.status, newest.snapshot_id, newest.row, newest.earlier,
    file.name as file, file.sha256, file.source, file.published, file.loaded_at, file.loaded_by
from (
    select
        reading.period, reading.value, reading.status, reading.snapshot_id, reading.row,
        lead(reading.value) over earlier as earlier,
        row_number() over earlier as place
    from target
    join series
        on series.county = target.county and series.indicator = target.indicator and series.place = target.place
        and series.measure = target.measure and series.dimension = ''
    join reading using (series_id)
    join counted_at(null) using (snapshot_id)
    where target.county = $county and target.year = $year and target.target_id = $target_id
        and target.version = (
            select max(newer.version) from target as newer
            where newer.county = $county and newer.year = $year and newer.target_id = $target_id
        )
    window earlier as (partition by reading.period order by reading.snapshot_id desc, reading.row desc)
) as newest
join snapshot as file on file.snapshot_id = newest.snapshot_id
where newest.place = 1
order by newest.period desc
limit 60
