"""`python -m incident_tui`, the same as `incident-tui`."""

from incident_tui.cli import main

if __name__ == "__main__":
    main()
