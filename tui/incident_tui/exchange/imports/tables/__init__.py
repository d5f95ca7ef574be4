"""Tables with times as entries: the columns and cells of a log, wherever its rows come from."""
