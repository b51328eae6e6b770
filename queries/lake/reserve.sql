-- Hand out so many numbers of a kind in a row and return the first; none is handed out twice, and none is below the least.
insert into jindu_number as known (what, last)
values (%(what)s, %(least)s - 1 + %(count)s)
on conflict (what) do update set last = greatest(known.last, %(least)s - 1) + %(count)s
returning last - %(count)s + 1
