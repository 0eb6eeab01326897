"""Build the book: `python3 build.py`; test the program: `python3 build.py test`.

What they need is set up first, once, by chapbook/bootstrap.py. This file keeps to syntax that
old Pythons read, so that they can say what they lack.
"""

import sys

if sys.hexversion < 0x030B0000:
    sys.stderr.write(
        "chapbook needs Python 3.11 or later; this is Python " + sys.version.split()[0] + ".\n"
        "Get a newer one from your system or python.org and run it: python3.13 build.py\n"
    )
    sys.exit(3)

from pathlib import Path

from chapbook.bootstrap import prepare

if __name__ == "__main__":
    prepare(Path(__file__).resolve().parent, sys.argv[1:])
    from chapbook.cli import leave, main

    leave(main(sys.argv[1:], is_last=True))
