"""An after-action report and improvement plan, in the order of HSEEP: AAR/IP, rev. April 2013.

The Homeland Security Exercise and Evaluation Program (FEMA, doctrine of 2020) wants an overview, a
table of ratings, strengths and areas for improvement by core capability, and in appendixes the
improvement plan and the participants. `report` has the report as plain values; a module for each
format writes the values. The report is made of the notes of reviewers, and has nothing that neither
the record nor a reviewer says.
"""
