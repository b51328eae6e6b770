-- Which answers belong to a generation, by county; the generation is known by the mark of its commit.
create table if not exists jindu_kept (mark text primary key, held jsonb not null)
