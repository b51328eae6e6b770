-- Gives every generation of the sample the time on the sample's own clock.
update generation set published_at = dated.at from dated where generation.generation = dated.generation
