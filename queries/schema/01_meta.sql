-- What the store says of itself: format, whether it is a sample, and the sample's own today.
create table meta (
    name varchar not null,
    value varchar not null
)
