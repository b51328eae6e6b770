-- Dated stages of milestones.
create table stage (
    county varchar not null,
    year smallint not null,
    target_id varchar not null,
    generation integer not null,
    stage varchar not null,
    name_zh varchar not null,
    name_en varchar not null,
    due date not null,
    weight double not null
)
