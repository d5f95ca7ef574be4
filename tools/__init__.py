"""Programs that make files of the package; nothing of the program needs them."""
