"""Turn a PDF as it is read into one that a print shop can print."""
