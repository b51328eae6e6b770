-- Gives every withdrawal in the sample its time on the sample's own clock.
update snapshot set withdrawn_at = dated.at from dated where snapshot.withdrawn_generation = dated.generation
