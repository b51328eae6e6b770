-- The tables of TPC-H at scale 0.1: every value is a hash of its key, so that the data is always the same.
create macro pick(words, key, salt) as words[1 + (hash(key * 31 + salt) % len(words))::int];
create macro upto(key, salt, most) as (hash(key * 31 + salt) % most)::int;
create macro money(key, salt, most) as (upto(key, salt, most * 100) / 100.0)::decimal(15, 2);
create table region as
    select (i - 1)::int as r_regionkey, ['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'][i] as r_name from range(1, 6) r(i);
create table nation as
    select (i - 1)::int as n_nationkey, names[i] as n_name, regions[i]::int as n_regionkey
    from range(1, 26) r(i), (select
        ['ALGERIA', 'ARGENTINA', 'BRAZIL', 'CANADA', 'EGYPT', 'ETHIOPIA', 'FRANCE', 'GERMANY', 'INDIA', 'INDONESIA', 'IRAN', 'IRAQ',
         'JAPAN', 'JORDAN', 'KENYA', 'MOROCCO', 'MOZAMBIQUE', 'PERU', 'CHINA', 'ROMANIA', 'SAUDI ARABIA', 'VIETNAM', 'RUSSIA',
         'UNITED KINGDOM', 'UNITED STATES'] as names,
        [0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1] as regions);
create table supplier as
    select i::int as s_suppkey, 'Supplier#' || i as s_name, 'street ' || i as s_address, upto(i, 1, 25) as s_nationkey,
        '1' || i as s_phone, money(i, 2, 10000) as s_acctbal,
        case when i % 50 = 0 then 'Customer some Complaints' else 'none' end as s_comment
    from range(1, 1001) r(i);
create table part as
    select i::int as p_partkey,
        pick(['green', 'forest', 'red', 'blue', 'ivory'], i, 3) || ' ' || pick(['green', 'azure', 'lemon'], i, 4) as p_name,
        'Manufacturer#' || (1 + upto(i, 5, 5)) as p_mfgr, 'Brand#' || (1 + upto(i, 6, 5)) || (1 + upto(i, 7, 5)) as p_brand,
        pick(['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO'], i, 8) || ' '
            || pick(['ANODIZED', 'BURNISHED', 'PLATED', 'POLISHED', 'BRUSHED'], i, 9) || ' '
            || pick(['TIN', 'NICKEL', 'BRASS', 'STEEL', 'COPPER'], i, 10) as p_type,
        1 + upto(i, 11, 50) as p_size,
        pick(['SM', 'MED', 'LG', 'JUMBO', 'WRAP'], i, 12) || ' '
            || pick(['CASE', 'BOX', 'BAG', 'JAR', 'PKG', 'PACK', 'CAN', 'DRUM'], i, 13) as p_container,
        money(i, 14, 2000) as p_retailprice
    from range(1, 20001) r(i);
create table partsupp as
    select i::int as ps_partkey, (1 + (i + n * 250) % 1000)::int as ps_suppkey, 1 + upto(i * 4 + n, 15, 9999) as ps_availqty,
        money(i * 4 + n, 16, 1000) as ps_supplycost
    from range(1, 20001) r(i), range(4) s(n);
create table customer as
    select i::int as c_custkey, 'Customer#' || i as c_name, 'road ' || i as c_address, upto(i, 17, 25) as c_nationkey,
        (10 + upto(i, 17, 25)) || '-' || i as c_phone, (money(i, 18, 11000) - 1000)::decimal(15, 2) as c_acctbal,
        pick(['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'MACHINERY', 'HOUSEHOLD'], i, 19) as c_mktsegment, 'c ' || i as c_comment
    from range(1, 15001) r(i);
create table orders as
    select i::int as o_orderkey, 1 + 3 * upto(i, 20, 5000) as o_custkey, pick(['F', 'O', 'P'], i, 21) as o_orderstatus,
        money(i, 22, 400000) as o_totalprice, date '1992-01-01' + upto(i, 23, 2406) as o_orderdate,
        pick(['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'], i, 24) as o_orderpriority, 0 as o_shippriority,
        case when i % 40 = 0 then 'special odd requests' else 'plain' end as o_comment
    from range(1, 150001) r(i);
create table lineitem as
    select o_orderkey as l_orderkey, (1 + upto(k, 25, 20000)) as l_partkey,
        (1 + (1 + upto(k, 25, 20000) + upto(k, 26, 4) * 250) % 1000)::int as l_suppkey, n::int as l_linenumber,
        (1 + upto(k, 27, 50))::decimal(15, 2) as l_quantity, money(k, 28, 90000) as l_extendedprice,
        (upto(k, 29, 11) / 100.0)::decimal(15, 2) as l_discount, (upto(k, 30, 9) / 100.0)::decimal(15, 2) as l_tax,
        pick(['R', 'A', 'N'], k, 31) as l_returnflag, pick(['O', 'F'], k, 32) as l_linestatus,
        o_orderdate + 1 + upto(k, 33, 121) as l_shipdate, o_orderdate + 30 + upto(k, 34, 61) as l_commitdate,
        o_orderdate + 2 + upto(k, 33, 121) + upto(k, 35, 30) as l_receiptdate,
        pick(['DELIVER IN PERSON', 'COLLECT COD', 'NONE', 'TAKE BACK RETURN'], k, 36) as l_shipinstruct,
        pick(['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'], k, 37) as l_shipmode
    from (select *, o_orderkey::bigint * 8 + n as k from orders, range(1, 8) s(n) where n <= 1 + upto(o_orderkey, 38, 7));
