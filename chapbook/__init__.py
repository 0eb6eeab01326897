"""Chapbook turns Markdown chapters and a BibTeX bibliography into a printable book."""

__version__ = "0.1.0"
