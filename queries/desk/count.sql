-- How many rows an answer has.
select count(*) as rows from answer
