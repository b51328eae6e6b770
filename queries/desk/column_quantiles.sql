-- Quantiles of one column of numbers or days: 5, 25, 50, 75 and 95 %.
select list_transform(quantile_disc(value, [0.05, 0.25, 0.5, 0.75, 0.95]), lambda x: x::varchar) as quantiles
from of_column
where value is not null
