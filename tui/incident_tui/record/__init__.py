"""What a record is: its values, its vocabulary, and reading one with its problems."""
