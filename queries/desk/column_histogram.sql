-- How the values of one column of numbers lie between its lowest and highest, in equal steps.
select
    low + (high - low) * bin / $jindu_bins as from_value, low + (high - low) * (bin + 1) / $jindu_bins as to_value,
    count(*) as rows
from (
    select
        low, high,
        case
            when high > low then least(floor((value::double - low) / (high - low) * $jindu_bins), $jindu_bins - 1)
            else 0
        end as bin
    from of_column
    cross join (
        select min(value::double) as low, max(value::double) as high
        from of_column
        where value is not null and isfinite(value::double)
    )
    where value is not null and isfinite(value::double)
)
group by low, high, bin
order by bin
