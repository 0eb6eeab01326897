"""Turn a chapter's Markdown into an element tree, with one module for each rule of ours.

Python-Markdown splits a chapter into blocks (blocks.py registers our own beside its).
Inside the blocks its inline patterns run one after another over text full of placeholders,
so that nested brackets and columns get lost; scanner.py therefore goes through each text
once, from left to right, and asks the rule that the next character belongs to.
"""
