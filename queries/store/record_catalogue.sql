-- Writes down that a catalogue was applied.
insert into catalogue
values ($county, $year, $version, $generation, $name, $title_zh, $title_en, $report_zh, $report_en, $sha256, $at, $by)
