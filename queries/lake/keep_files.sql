-- Keep every file of the lake until this session ends: a backup is being made. Several may be.
select pg_try_advisory_lock_shared(hashtext('jindu files'), hashtext(current_database()))
