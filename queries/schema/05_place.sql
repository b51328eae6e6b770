-- Where things are measured: county, towns, park, companies, and areas above for comparison.
create table place (
    county varchar not null,
    place varchar not null,
    name_zh varchar not null,
    name_en varchar not null,
    kind varchar not null,
    parent varchar not null,
    aliases varchar[] not null
)
