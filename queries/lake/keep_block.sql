-- Keep a block of series for a county, so that a load that failed finds it again.
insert into jindu_number (what, last)
values (%s, %s)
on conflict (what) do update set last = excluded.last
returning last
