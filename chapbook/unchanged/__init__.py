"""Recognises a build that would make what is there already, before a stage is imported."""
