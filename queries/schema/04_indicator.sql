-- What is measured, as the catalogue of one county and year defines it, or as an operator registered it.
create table indicator (
    county varchar not null,
    year smallint not null,
    indicator varchar not null,
    name_zh varchar not null,
    name_en varchar not null,
    unit varchar not null,
    agency varchar not null,
    release varchar not null,
    lowest double,
    highest double,
    note varchar not null,
    registered boolean not null
)
