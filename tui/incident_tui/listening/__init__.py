"""The sound of radio calls: files beside a record, decoded, mixed, and played."""
