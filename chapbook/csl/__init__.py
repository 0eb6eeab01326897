"""Citation Style Language 1.0.2: a style, a locale, items and citations become notes and entries.

The package knows nothing of books and does no input or output. Specification:
https://docs.citationstyles.org/en/stable/specification.html
"""
