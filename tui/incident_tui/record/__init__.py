"""Records: the values, the vocabulary, and reading a record with every problem in the file."""
