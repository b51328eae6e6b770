-- Every series that has a reading: the only place where readings keep strings.
create table series (
    series_id integer not null,
    county varchar not null,
    indicator varchar not null,
    place varchar not null,
    dimension varchar not null,
    member varchar not null,
    measure varchar not null
)
