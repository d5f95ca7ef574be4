"""The kit that panes and boards are drawn with: inked lines and the widgets that show them."""
