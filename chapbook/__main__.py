"""Turn `chapbook` and `python -m chapbook`, where it is installed, into the command line's main."""

import sys

from chapbook.cli import main


def run() -> int:
    """Do what this process's arguments say; returns the exit code."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
