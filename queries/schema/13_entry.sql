-- Every enterprise, project or loan (明细) behind a count or a sum.
create table entry (
    snapshot_id integer not null,
    row integer not null,
    county varchar not null,
    indicator varchar not null,
    entry_id varchar not null,
    name varchar not null,
    place varchar not null,
    industry varchar,
    event varchar not null,
    day date not null,
    amount double,
    evidence varchar
)
