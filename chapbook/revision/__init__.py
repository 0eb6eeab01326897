"""Two states of a book as one that shows what has changed."""
