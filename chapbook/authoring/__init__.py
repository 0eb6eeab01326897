"""What begins a book: a sample to write on, and what other tools' documents become."""
