"""Archives in files of Parquet and of CSV, asked through DuckDB for the part of an incident."""
