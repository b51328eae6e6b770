-- Some rows of an answer that is kept, by their place in it.
select * exclude (jindu_place)
from kept
where jindu_place >= $jindu_offset and jindu_place < $jindu_offset + $jindu_count
order by jindu_place
