"""The tests. spylls 0.1.7 installs a package of this name, which would be found instead of a folder
that is none."""
