"""What is drawn: each pane takes a review and draws it, and says what was chosen in it."""
