-- Where numbers are handed out that loaders on different machines must not both take.
create table if not exists jindu_number (what text primary key, last bigint not null)
