"""A record in time order, indexed: entries by position, status histories, names, search index."""
