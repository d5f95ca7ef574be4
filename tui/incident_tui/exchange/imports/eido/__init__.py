"""Emergency Incident Data Objects (NENA-STA-021.1b, JSON): several describe an incident."""
