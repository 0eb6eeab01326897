"""Text editions, which have no pages of their own: one file of HTML, and EPUB 3."""
