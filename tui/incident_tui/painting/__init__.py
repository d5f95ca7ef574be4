"""From what Textual draws to what the terminal is told: only what differs, in few bytes."""
