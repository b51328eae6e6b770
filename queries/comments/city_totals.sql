-- What the view `city_totals` and its columns mean, in Chinese and English, for whoever browses the store.
comment on view city_totals is '各县可加指标的全市合计，city_totals_at(快照) 为当时所知 / what the counties add up to';
comment on column city_totals.year is '目标年度 / year of the targets';
comment on column city_totals.indicator is '指标代码 / code of the indicator';
comment on column city_totals.measure is '口径：month、ytd、stock / which figure of the indicator it is';
comment on column city_totals.unit is '单位 / unit of all the figures added';
comment on column city_totals.period is '所属期，月末日 / last day of the month it belongs to';
comment on column city_totals.counted is '计入的县数 / how many counties are in the sum';
comment on column city_totals.counties is '全部县数 / how many counties there are';
comment on column city_totals.value is '合计 / the sum';
comment on column city_totals.targets is '计入的县中有目标的县数 / how many of the counted counties have a target';
comment on column city_totals.target is '这些县全年目标之和 / sum of their annual targets';
comment on column city_totals.share is '占目标之和的份额，每个计入的县都有目标时才有 / share of it, where every counted county has a target';
comment on column city_totals.missing is '未计入的县代码 / codes of the counties that are missing';
comment on column city_totals.missing_zh is '未计入的县中文名 / their Chinese names';
comment on column city_totals.missing_en is '未计入的县英文名 / their English names';
