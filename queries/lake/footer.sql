-- Is a file there, and whole to its end?
select num_rows from parquet_file_metadata($file)
