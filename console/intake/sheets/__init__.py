"""CSV files and Excel workbooks as agencies send them, read into the same columns as a Parquet file."""
