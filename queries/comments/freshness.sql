-- What the view `freshness` and its columns mean, in Chinese and English, for whoever browses the store.
comment on view freshness is '数据时效 / how fresh the figure behind every target is';
comment on column freshness.county is '县代码 / code of the county';
comment on column freshness.year is '目标年度 / year of the targets';
comment on column freshness.target_id is '目标编号 / number of the target';
comment on column freshness.name_zh is '中文名称 / Chinese name';
comment on column freshness.name_en is '英文名称 / English name';
comment on column freshness.indicator is '指标代码 / code of the indicator';
comment on column freshness.indicator_zh is '指标中文名 / the indicator''s Chinese name';
comment on column freshness.indicator_en is '指标英文名 / the indicator''s English name';
comment on column freshness.agency is '责任单位 / who reports it';
comment on column freshness.newest_period is '最新所属期 / newest period there is';
comment on column freshness.published is '发布日期 / day it was published';
comment on column freshness.source is '报送单位 / who handed it in';
comment on column freshness.freshness is '时效：fresh、not_due、overdue、unscheduled / as new as the release calendar asks';
comment on column freshness.due is '应发布日期 / when it is due';
comment on column freshness.days_late is '已逾期天数 / days late';
comment on column freshness.as_of is '评判日期 / the date it was judged on';
