"""What the results say: tables of results in, tables and numbers out."""
