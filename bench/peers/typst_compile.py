"""Compile with the Python package of Typst: typst_compile.py SOURCE FONTS [EDITED]

With EDITED, the text of a further version, compiles that too in the same process, and prints
what it cost, as bench.warm does.
"""

import json
import resource
import sys
import time
from pathlib import Path

import typst

KIB_PER_MIB = 1024


def main() -> None:
    """Write the PDF beside the source."""
    source, fonts, *edited = sys.argv[1:]
    target = str(Path(source).with_suffix(".pdf"))
    compiler = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True)
    compiler.compile(output=target)
    if edited:
        Path(source).write_bytes(Path(edited[0]).read_bytes())
        started, cpu = time.perf_counter(), time.process_time()
        compiler.compile(output=target)
        build = (time.perf_counter() - started, time.process_time() - cpu)
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"builds": [build], "peak_mib": peak_kib / KIB_PER_MIB}))


if __name__ == "__main__":
    main()
