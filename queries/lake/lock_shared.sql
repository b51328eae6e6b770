-- May we add to the lake beside others? Not while somebody changes it alone.
select pg_try_advisory_lock_shared(hashtext('jindu'), hashtext(current_database()))
