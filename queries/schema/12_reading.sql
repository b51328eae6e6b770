-- Every reading of every snapshot, sorted by series and period within a small snapshot; no index.
create table reading (
    snapshot_id integer not null,
    series_id integer not null,
    period date not null,
    value double not null,
    status varchar,
    row integer not null
)
