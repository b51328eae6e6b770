-- Approved monthly plans: what a target's total must be by the end of a month.
create table plan (
    county varchar not null,
    year smallint not null,
    target_id varchar not null,
    generation integer not null,
    period date not null,
    value double not null
)
