"""Emergency Incident Data Objects (NENA-STA-021.1b): documents, and the record that results."""
