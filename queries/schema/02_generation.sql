-- Every published generation: when, by whom and why.
create table generation (
    generation integer not null,
    published_at timestamp not null,
    published_by varchar not null,
    why varchar not null
)
