-- Which generation is this, and who published it when and why?
select generation, published_at, published_by, why from generation order by generation desc limit 1
