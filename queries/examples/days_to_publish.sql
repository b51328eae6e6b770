-- 各单位的数据在月末之后多少天送到：中位数、最慢一次
-- How many days after the end of the period each agency's figures arrive: median and slowest
-- $county = '430723' : 县 / county
select
    source, count(*) as files, median(days) as median_days, max(days) as slowest_days,
    arg_max(file, days) as slowest_file
from (
    select source, snapshot_id, any_value(file) as file, date_diff('day', max(period), any_value(published)) as days
    from readings
    where county = $county and measure in ('month', 'ytd')
    group by source, snapshot_id
)
group by source
order by median_days desc, source
