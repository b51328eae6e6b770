-- Rows that a file was loaded without because they were faulty, until somebody says what became of them.
create table quarantine (
    quarantine_id integer not null,
    snapshot_id integer not null,
    generation integer not null,
    name varchar not null,
    sha256 varchar not null,
    source varchar not null,
    row integer not null,
    rules varchar not null,
    cells varchar not null,
    fault_zh varchar not null,
    fault_en varchar not null,
    put_at timestamp not null,
    put_by varchar not null,
    resolved_at timestamp,
    resolved_by varchar,
    resolved_reason varchar
)
