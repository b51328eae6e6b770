-- Which catalogue is the newest?
select county, year, version, generation, name, title_zh, title_en from catalogue order by year desc, generation desc, county limit 1
