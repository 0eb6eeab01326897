"""Turn a book's words into those that no dictionary and no list of the book's has."""
