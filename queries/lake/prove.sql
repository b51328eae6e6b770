-- Can the files of the lake be read? Any one of them tells.
select generation from standing limit 1
