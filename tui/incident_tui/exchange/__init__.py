"""Records and reviews in other formats."""
