"""Looking at one record: order, state as of a moment, filters, and the review itself."""
