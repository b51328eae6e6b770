-- Gives the sample's catalogue the time at which it was applied on the sample's own clock.
update catalogue set applied_at = dated.at from dated where catalogue.generation = dated.generation
