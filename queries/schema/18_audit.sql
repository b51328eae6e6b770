-- What was done to the store, and what it refused: the audit log as it stood when the generation was published.
create table audit (
    deed varchar not null,
    done_at timestamp not null,
    what varchar not null,
    who varchar not null,
    generation integer,
    snapshots integer[] not null,
    name varchar not null,
    sha256 varchar not null,
    rows bigint,
    reason varchar not null
)
