-- Keeps the text of a report.
insert into report
values ($county, $year, $generation, $text, $file, $sha256, $at, $by)
