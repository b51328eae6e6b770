-- What the table `audit` and its columns mean, in Chinese and English, for whoever browses the store.
comment on table audit is '操作记录，拒收的也在内 / what was done to the store and what it refused; a query sees the newest lines too';
comment on column audit.deed is '记录编号 / what tells one line of the log from every other';
comment on column audit.done_at is '时间（UTC） / when, UTC';
comment on column audit.what is 'load 载入、refuse 拒收、withdraw 撤回、reinstate 恢复、rollback 回退、catalogue 目标表、restore 还原、change 其他 / what was done';
comment on column audit.who is '操作人 / who did it';
comment on column audit.generation is '版本 / generation that it published or went back to; none for a refused file';
comment on column audit.snapshots is '快照编号 / snapshots that it concerns';
comment on column audit.name is '文件名或目标表名 / name of the file or the catalogue';
comment on column audit.sha256 is '内容校验值 / SHA-256 of the file';
comment on column audit.rows is '行数 / rows of the file';
comment on column audit.reason is '理由或拒收原因 / the reason that was given, or why it was refused';
