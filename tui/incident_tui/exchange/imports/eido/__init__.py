"""Emergency Incident Data Objects (NENA-STA-021.1b, JSON), of which several tell one incident."""
