-- Gives every withdrawal in the sample's history its time on the sample's own clock.
update withdrawal set withdrawn_at = dated.at from dated where withdrawal.withdrawn_generation = dated.generation
