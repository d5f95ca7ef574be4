"""The Activity Log of the Incident Command System, form ICS 214 of FEMA 502-2."""
