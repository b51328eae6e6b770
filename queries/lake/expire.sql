-- Forget the versions that are older than so many hours; consoles hold younger ones.
call ducklake_expire_snapshots('lake', older_than => now() - to_hours($hours))
