-- Is it our turn to write? The lock is the session's: PostgreSQL lets it go when a loader dies.
select pg_try_advisory_lock(hashtext('jindu'), hashtext(current_database()))
