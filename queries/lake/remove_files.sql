-- May files of the lake be removed? Not while a backup is being made.
select pg_try_advisory_lock(hashtext('jindu files'), hashtext(current_database()))
