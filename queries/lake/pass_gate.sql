-- May a loader begin? Not while somebody waits to change the lake alone.
select pg_try_advisory_lock_shared(hashtext('jindu gate'), hashtext(current_database()))
