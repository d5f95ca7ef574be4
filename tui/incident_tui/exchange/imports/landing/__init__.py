"""From an importer into a record: the protocol, validation, collection, writing."""
