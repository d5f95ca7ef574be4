"""What a reviewer adds to a record: notes, in a log beside the record."""
