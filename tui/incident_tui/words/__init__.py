"""Values in English: times, names, entries, citations, questions, intervals."""
