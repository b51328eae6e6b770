-- Can the files of the lake be read? Any one of them tells, and is named; rows so few that they lie in the catalogue have none.
select if(filename like '%.parquet', filename, null) as file from standing limit 1
