"""Alerts of the Common Alerting Protocol (OASIS CAP 1.2; also 1.1 and 1.0), as XML."""
