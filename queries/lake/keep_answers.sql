-- Keep an answer and return its number.
insert into jindu_answers (body) values (%s) returning id
