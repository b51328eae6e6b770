-- What the view `snapshots` and its columns mean, in Chinese and English, for whoever browses the store.
comment on view snapshots is '已载入的文件 / every loaded file';
comment on column snapshots.snapshot_id is '快照编号 / number of the snapshot it comes from';
comment on column snapshots.form is 'readings 数据或 entries 明细 / readings or entries';
comment on column snapshots.name is '文件名 / name of the file';
comment on column snapshots.part is '文件中的一部分 / part of the file';
comment on column snapshots.source is '报送单位 / who handed it in';
comment on column snapshots.published is '发布日期 / day it was published';
comment on column snapshots.rows is '行数 / rows';
comment on column snapshots.status is 'loaded 计入或 withdrawn 已撤回 / loaded (it counts) or withdrawn';
comment on column snapshots.loaded_at is '载入时间（UTC） / when it was loaded, UTC';
comment on column snapshots.loaded_by is '载入人 / who loaded it';
comment on column snapshots.sha256 is '内容哈希 / hash of the content';
comment on column snapshots.bytes is '字节数 / size in bytes';
comment on column snapshots.profile is '格式配置 / profile it was read with';
comment on column snapshots.generation is '载入时的发布代次 / generation that brought it';
comment on column snapshots.withdrawn_at is '撤回时间（UTC） / when it was withdrawn, UTC';
comment on column snapshots.withdrawn_by is '撤回人 / who withdrew it';
comment on column snapshots.withdrawn_reason is '撤回原因 / why it was withdrawn';
