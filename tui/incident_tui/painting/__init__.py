"""From the strips that Textual draws to text for the terminal: changed cells only, few bytes."""
