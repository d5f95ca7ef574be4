"""Files of other programs: walking folders, JSON, times, radio archives."""
