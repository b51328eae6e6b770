-- A loader has begun or will try again: the gate is free.
select pg_advisory_unlock_shared(hashtext('jindu gate'), hashtext(current_database()))
