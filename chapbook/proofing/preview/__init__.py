"""The preview turns a book that is being edited into pages in a browser, and back into its lines.

Two processes: the builder sets the book (`builder.py`), the server shows it (`server.py`). What
goes between them is in `messages.py`.
"""
