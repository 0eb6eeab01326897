"""Set-up turns a machine that has only Python into one that can build a book.

It uses the standard library alone, for it runs before anything is installed.
"""
