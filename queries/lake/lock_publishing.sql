-- Is it our turn to publish? Generations are numbered in the order in which they are committed.
select pg_try_advisory_lock(hashtext('jindu publishing'), hashtext(current_database()))
