-- Keep an indicator that an operator registered.
insert into indicator by name
select
    $county as county, $year::smallint as year, $indicator as indicator, $name_zh as name_zh, $name_en as name_en,
    $unit as unit, '' as agency, '' as release, null::double as lowest, null::double as highest, '' as note,
    true as registered
