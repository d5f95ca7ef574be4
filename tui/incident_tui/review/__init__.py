"""Looking at a record: the lens, filters, search, intents, and the review with its steps."""
