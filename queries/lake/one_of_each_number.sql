-- Let no two versions be the same generation: a loader that lost its turn without noticing fails at its commit.
create unique index if not exists jindu_one_of_each_number on ducklake_snapshot_changes (commit_extra_info)
