-- Is it our turn to load for a county? Loads of one county come one after another.
select pg_try_advisory_lock(hashtext('jindu county ' || %s), hashtext(current_database()))
