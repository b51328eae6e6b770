-- The text of the reports that the clauses of targets are taken from, when an operator imported it.
create table report (
    county varchar not null,
    year smallint not null,
    generation integer not null,
    text varchar not null,
    file varchar not null,
    sha256 varchar not null,
    imported_at timestamp not null,
    imported_by varchar not null
)
