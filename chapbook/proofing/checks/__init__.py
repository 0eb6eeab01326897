"""Turn a book that was built into what an editor would look at again; rules and names are in
docs/checks.md."""
