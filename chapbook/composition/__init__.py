"""Pages: HTML fragments set by WeasyPrint.

Fontconfig reads its settings when WeasyPrint is imported, so they are made here, before any
module of this package can import it: no fonts but those that a stylesheet names.
"""

import os
from pathlib import Path

os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fontconfig.xml"))
