-- Is it our turn to change the lake alone? The lock is the session's: PostgreSQL lets it go when its owner dies.
select pg_try_advisory_lock(hashtext('jindu'), hashtext(current_database()))
