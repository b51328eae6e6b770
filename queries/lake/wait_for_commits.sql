-- Wait until every commit that is still being made has been taken or not.
lock table ducklake_snapshot_changes in share mode
