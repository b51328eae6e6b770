-- Writes down who publishes a generation, when and why.
insert into generation (generation, published_at, published_by, why) values ($generation, $at, $by, $why)
