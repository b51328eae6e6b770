-- Some rows of an answer that is read anew.
select * from answer limit $jindu_count offset $jindu_offset
