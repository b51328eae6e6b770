-- Which catalogues does the store hold, each in its newest version?
select county, year, name, version, generation, title_zh, title_en, report_zh, report_en, applied_at, applied_by
from catalogue
qualify row_number() over (partition by county, year order by version desc) = 1
order by year desc, county
