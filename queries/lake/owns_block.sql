-- Was this block of series kept for a county whose blocks begin with this name?
select exists (select from jindu_number where starts_with(what, %s) and last = %s)
