"""Statements that try to reach out of the desk, by what they try; {} stands for the folder of the secret file."""

FILE_READ = """
select * from parquet_page_index('{0}/secret.parquet')
select * from parquet_full_metadata('{0}/secret.parquet')
select * from read_single_csv_file('{0}/secret.csv')
select * from read_single_json_file('{0}/secret.json')
select * from read_single_parquet_file('{0}/secret.parquet')
select * from read_ndjson_objects('{0}/secret.json')
select (select content from read_text('{0}/secret.txt'))
with a as materialized (from read_blob('{0}/secret.txt')) from a
select * from (values (1)) v(x) where exists (from '{0}/secret.csv')
from (summarize '{0}/secret.csv')
from (describe '{0}/secret.csv')
from '{0}/secret.parquet' select count(*)
select x from (pivot '{0}/secret.csv' on a in (1) using count(*)) t(x)
select list((from '{0}/secret.csv'))
from query('from ' || chr(39) || '{0}/secret.csv' || chr(39))
from query_table(['{0}/secret.csv'])
select * from few, lateral (from read_text('{0}/secret.' || few.name))
select * from few positional join '{0}/secret.csv'
from sql_auto_complete('from ''{0}/')
select columns(*) from sniff_csv('{0}/secret.csv')
select * from read_csv('{}/secret.txt')
select * from read_csv_auto('{}/secret.txt')
select * from '{}/secret.txt'
select * from '{}/secret.csv'
select * from '{}/secret.parquet'
select * from '{}/secret.json'
from '{}/secret.csv'
select * from "{}/secret.csv"
select * from read_text('{}/secret.txt')
select * from read_blob('{}/secret.txt')
select content from read_text('{}/*')
select * from read_json('{}/secret.json')
select * from read_json_auto('{}/secret.json')
select * from read_ndjson('{}/secret.json')
select * from read_ndjson_objects('{}/secret.json')
select * from read_json_objects('{}/secret.json')
select * from read_parquet('{}/secret.parquet')
select * from parquet_scan('{}/secret.parquet')
select * from parquet_metadata('{}/secret.parquet')
select * from parquet_schema('{}/secret.parquet')
select * from parquet_file_metadata('{}/secret.parquet')
select * from parquet_kv_metadata('{}/secret.parquet')
select * from parquet_bloom_probe('{}/secret.parquet', 'a', 1)
select * from parquet_full_metadata('{}/secret.parquet')
select * from sniff_csv('{}/secret.csv')
select * from glob('{}/*')
select * from glob('/etc/*')
select * from glob('*')
select * from glob('spill/*')
select * from read_csv('/proc/self/environ')
select * from read_text('/proc/self/cmdline')
select * from read_blob('/proc/self/maps')
select * from read_text('/etc/passwd')
select * from read_text('store')
select * from read_blob('/proc/self/fd/0')
select * from read_duckdb('{}/other.duckdb')
select (select content from read_text('{}/secret.txt'))
with x as (select * from read_text('{}/secret.txt')) select * from x
select * from (describe select * from read_csv('{}/secret.csv'))
summarize select * from read_csv('{}/secret.csv')
describe select * from '{}/secret.csv'
select * from few where one in (select 1 from read_csv('{}/secret.csv'))
select * from query('select * from read_text(''{}/secret.txt'')')
select * from query_table('{}/secret.csv')
select * from read_csv('../../secret.txt')
select * from read_csv('file://{}/secret.csv')
select * from few union all select 1, content from read_text('{}/secret.txt')
select * from arrow_scan(1, 2, 3)
select * from arrow_scan_dumb(1, 2, 3)
select * from pandas_scan(1)
select * from python_map_function(1)
select * from seq_scan(1)
"""

FILE_WRITE = """
copy few to '{}/out.csv'
copy (select 1) to '{}/out.parquet' (format parquet)
copy (select 1) to '{}/out.json'
copy (select unhex('00')) to '{}/out.bin' (format blob)
copy (select unhex('00')) to 'store.wal' (format blob)
copy (select unhex('00')) to '/proc/self/fd/1' (format blob)
copy (select 1) to 'spill/out.csv'
copy few to '/dev/stdout'
copy few from '{}/secret.csv'
export database '{}/exported'
import database '{}/exported'
explain analyze copy few to '{}/out.csv'
explain copy few to '{}/out.csv'
explain (analyze) copy few to '{}/out.csv'
explain (format json) select 1
select 1; copy few to '{}/out.csv'
copy (select 1) to '{}/out.csv'; select 1
pragma add_parquet_key('a', '0123456789112345')
copy (select 1) to '{}/dir' (format csv, partition_by (a))
from few; copy few to '{}/out.csv'
"""

ATTACH = """
from copy_database('store', 'memory')
from import_database('{0}')
from read_duckdb('{0}/store/store-1.duckdb', table_name = 'few')
with a as (attach '{0}/store/store-1.duckdb' as b) select 1
select * from create_external_resource('a', 'b')
select * from register_external_resource('a', 'b')
select * from register_external_resource_type('a')
select * from destroy_external_resource('a')
attach '{}/other.duckdb' as other
attach '{}/other.duckdb' as other (read_only)
attach '/proc/self/fd/5' as again
attach ':memory:' as more
attach 'store' as again
attach if not exists '{}/new.duckdb'
attach 'host=localhost' as p (type postgres)
detach store
use memory
use temp
create database x
select * from other.main.t
"""

EXTENSION = """
install httpfs
install spatial from community
force install json
load httpfs
load '{}/evil.duckdb_extension'
update extensions
select * from read_csv('https://example.invalid/x.csv')
select * from 'https://example.invalid/x.parquet'
select * from read_parquet('s3://bucket/x.parquet')
select * from read_text('http://127.0.0.1:1/')
create secret (type s3, key_id 'a', secret 'b')
create persistent secret p (type s3, key_id 'a', secret 'b')
drop secret p
select * from duckdb_secrets()
select * from which_secret('s3://x', 's3')
select * from duckdb_extensions()
pragma extension_versions
select * from json_execute_serialized_sql(json_serialize_sql('select 1'))
pragma json_execute_serialized_sql('x')
"""

CONFIG = """
from enable_logging(storage = 'file', storage_config = {{'path': '{0}/log'}})
from disable_logging()
from truncate_duckdb_logs()
from enable_profiling()
from disable_profiling()
select write_log('x')
select * from add_grammar_extension('x')
select * from remove_grammar_extension('x')
with a as (set threads = 1) select 1
with a as (pragma enable_verification) select 1
select setseed(0.5)
set memory_limit = '100GB'
set threads = 64
set enable_external_access = true
set lock_configuration = false
set temp_directory = '{}'
set allowed_directories = ['{}']
set allowed_configs = ['memory_limit']
set global memory_limit = '100GB'
set session timezone = 'UTC'
set variable x = 1
reset memory_limit
reset all
pragma memory_limit = '100GB'
pragma threads = 64
pragma enable_verification
pragma disable_optimizer
pragma enable_profiling
pragma enable_object_cache
pragma verify_external
set profiling_output = '{}/profile.json'
set log_query_path = '{}/log.sql'
set enable_progress_bar_print = true
call enable_logging(storage = 'file', storage_config = {{'path': '{}/log'}})
select * from enable_logging()
select * from disable_logging()
select * from enable_profiling()
call pragma_version()
pragma version
pragma database_list
set schema = 'temp'
set search_path = 'memory'
"""

PYTHON = """
from arrow_scan(1, 2, 3)
from arrow_scan(94000000000000::pointer, 94000000000000::pointer, 94000000000000::pointer)
from arrow_scan_dumb(1, 2, 3)
from python_arrow_scan(1)
from pandas_scan(1)
from seq_scan(1)
from python_map_function(1)
select * from os
select * from sys
select * from table_
select * from record
select * from cursor
select * from connection
select * from values_
select * from self
"""

MUTATE = """
with a as (merge into few using few as b on few.one = b.one when matched then delete returning *) from a
with a as (delete from few returning *) select count(*) from a
with a as (update few set one = 3 returning one) from a
with a as (copy few to '{0}/out.csv') select 1
with a as (create table b as select 1) select 1
with a as (truncate few) select 1
with a as (vacuum) select 1
with a as (call checkpoint()) select 1
from checkpoint()
from force_checkpoint('store')
select (with a as (insert into few values (1, 'z') returning one) select one from a)
insert into few values (2, 'x')
update few set one = 2
delete from few
drop table few
drop view if exists readings
truncate few
alter table few add column x int
create table new (a int)
create table store.main.new (a int)
create table memory.main.new as select 1
create or replace table few as select 2 as one
create index i on few (one)
create view v as select 1
create schema s
create sequence s
create type t as enum ('a')
comment on table few is 'x'
vacuum
analyze
checkpoint
force checkpoint
checkpoint store
begin
begin transaction; delete from few; commit
commit
rollback
merge into few using (select 1 as one) s on few.one = s.one when matched then delete
insert into few select * from few returning *
with x as (insert into few values (2, 'x') returning *) select * from x
with x as (delete from few returning *) from x
with x as (update few set one = 3 returning *) from x
with x as (delete from memory.main.answer_1 returning *) from x
select * from checkpoint()
select * from force_checkpoint()
select * from checkpoint('store')
call force_checkpoint('store')
select nextval('s')
select write_log('x')
select write_log('x', level := 'error')
select * from truncate_duckdb_logs()
pivot few on one using count(*)
select * from (pivot few on one using count(*))
"""

POISON = """
create temp table few as select 666 as one
create temp view few as select 666 as one
create temp macro sum(x) as 0
create macro count(x) as 0
create or replace temp macro max(x) as 0
create temp sequence s
create function f(x) as 1
create temp macro f() as table select 1
prepare p as select 1
execute p
deallocate p
set variable few = 666
use store.information_schema
begin; create temp table few as select 1; commit
drop macro if exists sum
select setseed(0.5)
"""

TELLING = """
from duckdb_logs_parsed('QueryLog')
from duckdb_live_query_metrics()
from duckdb_log_contexts()
from duckdb_external_resources()
from duckdb_external_file_cache()
from duckdb_table_sample('few')
from duckdb_profiling_settings()
from duckdb_connection_count()
from duckdb_approx_database_count()
from duckdb_extension_repositories()
from pragma_user_agent()
from pragma_platform()
from pragma_database_size()
from which_secret('s3://a', 's3')
from json_execute_serialized_sql(json_serialize_sql('from duckdb_databases()'))
select json_serialize_plan('from few')
from duckdb_databases
from main.duckdb_settings
select path from system.main.duckdb_databases
from (show memory_limit)
select any_value(current_setting('temp_directory')) over ()
select list_transform(['temp_directory'], lambda x: current_setting(x))
select {{'a': current_setting('home_directory')}}.a
select case when true then getenv('HOME') end
select * from duckdb_settings()
select * from duckdb_settings() where name = 'temp_directory'
select current_setting('temp_directory')
select current_setting('secret_directory')
select current_setting('home_directory')
select current_setting('extension_directory')
select current_setting('allowed_paths')
select current_setting('allowed_' || 'directories')
select main.current_setting('threads')
select system.main.current_setting('threads')
select CURRENT_SETTING('threads')
select "current_setting"('threads')
select 'threads'.current_setting()
select list_transform(['threads'], lambda x: current_setting(x))
select [current_setting(x) for x in ['threads']]
select * from few order by current_setting('threads')
select * from few qualify row_number() over (order by current_setting('threads')) > 0
select sum(one) filter (where current_setting('threads') is not null) from few
select * replace (current_setting('threads') as one) from few
values (current_setting('threads'))
summarize select current_setting('threads')
explain select current_setting('temp_directory')
explain analyze select current_setting('temp_directory')
select * from few limit (select length(current_setting('threads')))
select * from duckdb_databases()
select * from duckdb_databases
select * from system.main.duckdb_databases
select path from duckdb_databases() where not internal
select * from pragma_database_size()
select * from pragma_database_list
select * from pg_settings
select * from pg_catalog.pg_settings
select * from pg_catalog.pg_database
select * from duckdb_temporary_files()
select * from duckdb_logs()
select * from duckdb_logs
select * from duckdb_log_contexts()
select * from duckdb_memory()
select * from duckdb_external_file_cache()
select * from duckdb_optimizers()
select * from duckdb_variables()
select * from duckdb_connection_count()
select * from duckdb_prepared_statements()
select * from pg_prepared_statements
select * from pragma_user_agent()
select * from pragma_platform()
select * from pragma_storage_info('few')
select * from pragma_metadata_info()
select * from query('from duckdb_settings()')
select * from query_table('duckdb_databases')
select * from query_table(['duckdb_databases'])
select * from histogram_values('duckdb_databases', database_oid)
select * from histogram('duckdb_databases', 'path')
select * from duckdb_profiling_settings()
select json_serialize_plan('select current_setting(''threads'')')
select current_query()
select * from memory.main.answer_1
select * from temp.main.answer_1
show memory_limit
show 'temp_directory'
show worker_threads
from (show temp_directory)
select * from (show max_memory)
pragma database_size
pragma show_databases
"""

ENVIRONMENT = """
select getenv('HOME')
select getenv('PATH')
select main.getenv('HOME')
select system.main.getenv('HOME')
select 'HOME'.getenv()
describe select getenv('HOME')
select * from few where getenv('HOME') is not null
select list_transform(['HOME'], lambda x: getenv(x))
"""

AUTO_ALLOWED = """
copy (select unhex('64')) to 'store.wal' (format blob)
copy (select unhex('64')) to 'store.wal.checkpoint' (format blob)
copy (select unhex('64')) to 'store.wal.recovery' (format blob)
copy (select 1) to 'store' (format csv)
copy few to 'spill/x.parquet'
export database 'spill/x'
attach 'spill/x.duckdb' as x
select * from read_csv('spill/x.csv')
select * from read_blob('spill/*')
select * from read_blob('store.wal')
select * from glob('spill/**')
from 'spill/x.parquet'
"""

BURNING = """
select count(*) from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3
with recursive r as (select 1 as a union all select a + 1 from r) select max(a) from r
select sum(levenshtein(repeat(a.range::varchar, 200), repeat(b.range::varchar, 200))) from range(9000) a, range(9000) b
select length(lpad('x', 900000000, 'y'))
select md5(repeat('x', 900000000))
select sha256(repeat('x', 900000000))
select length(printf('%900000000d', 1))
select list_sort(range(60000000))[1]
select count(*) from (select unnest(range(3000000000)))
select string_agg(range::varchar, ',') from range(400000000)
select list(range) from range(2000000000)
select count(distinct a.range * b.range) from range(30000) a, range(30000) b
select median(hash(a.range * b.range)) over () from range(100000) a, range(100000) b
select * from range(100000) a, range(100000) b order by hash(a.range * b.range)
select max(regexp_extract_all(repeat('ab', 20000000), 'a')[1])
select histogram(a.range * b.range) from range(100000) a, range(100000) b
"""


everyday = """
select 1
from few
values (1), (2)
table few
show tables
show few
describe few
desc few
summarize few
with x as (select 1 as a) from x
with recursive r as (select 1 as a union all select a + 1 from r where a < 9) from r
from few select name
(select 1)
select 1 union all select 2
explain select 1
EXPLAIN ANALYZE from few
pivot few on one in (1, 2) using count(*)
unpivot few on one
select * from range(3)
select unnest([1, 2])
select * from information_schema.tables
select * from duckdb_columns()
show all tables
select list_transform([1, 2], lambda x: x + 1)
select random() < 2, uuid() is not null
/* a; b */ select 1; -- c
select '; copy x to y' as text
select $$; attach 'x'$$
select current_date, now()
select 澧县 from (select 1 as 澧县)
select 'getenv(''HOME'')' as "read_text('x')"
select * from json_each('[1]')
from few qualify row_number() over () = 1
select {'a': 1}, map {'a': 1}, interval 1 day
"""
"""What analysts write every day, which must be let through."""


def lines(block: str) -> list[str]:
    return [line for line in block.strip().splitlines() if line]
