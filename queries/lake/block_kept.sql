-- Which block of series was kept under this name?
select max(last) from jindu_number where what = %s
