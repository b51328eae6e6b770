-- The newest period of every series in its newest counted snapshot; kept by each load so that an overview never scans readings.
create table current (
    series_id integer not null,
    period date not null,
    value double not null,
    snapshot_id integer not null
)
