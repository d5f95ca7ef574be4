"""From the strips drawn by Textual to text for the terminal: changed cells only, in few bytes."""
