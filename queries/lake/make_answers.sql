-- Where a loader leaves the answers to what every console will ask about its generation.
create table if not exists jindu_answers (id bigint generated always as identity primary key, body bytea not null)
