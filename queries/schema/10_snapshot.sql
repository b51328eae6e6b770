-- Every loaded file, or part of a file: where it came from, who loaded it when, and whether it still counts.
create table snapshot (
    snapshot_id integer not null,
    generation integer not null,
    form varchar not null,
    name varchar not null,
    part varchar not null,
    sha256 varchar not null,
    source varchar not null,
    profile varchar not null,
    published date not null,
    loaded_at timestamp not null,
    loaded_by varchar not null,
    bytes bigint not null,
    rows bigint not null,
    status varchar not null,
    withdrawn_generation integer,
    withdrawn_at timestamp,
    withdrawn_by varchar,
    withdrawn_reason varchar
)
