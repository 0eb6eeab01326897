"""Turn `chapbook` and `python -m chapbook`, where it is installed, into the command line's main."""

import sys
from typing import NoReturn

from chapbook.cli import leave, main


def run() -> NoReturn:
    """Do what this process's arguments say, and end it with the exit code."""
    leave(main(sys.argv[1:], is_last=True))


if __name__ == "__main__":
    run()
