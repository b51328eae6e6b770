-- Every catalogue that was applied: one row each time its content changed.
create table catalogue (
    county varchar not null,
    year smallint not null,
    version integer not null,
    generation integer not null,
    name varchar not null,
    title_zh varchar not null,
    title_en varchar not null,
    report_zh varchar not null,
    report_en varchar not null,
    sha256 varchar not null,
    applied_at timestamp not null,
    applied_by varchar not null
)
