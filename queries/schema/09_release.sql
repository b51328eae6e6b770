-- The release calendar: when the figure of a period is due.
create table release (
    county varchar not null,
    year smallint not null,
    generation integer not null,
    release varchar not null,
    period date not null,
    due date not null
)
