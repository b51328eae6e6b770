-- Empties a table of a copy before its rows are copied anew; `a_table` stands for the table's name.
delete from a_table
