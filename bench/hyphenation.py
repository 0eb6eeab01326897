"""Compare hyphens: auto with soft hyphens put into the text: python -m bench.hyphenation

20,000 words of the bench books' prose are set with words divided as lines need it (auto), with soft
hyphens set beforehand, once for each word that occurs (soft), and undivided (none); by WeasyPrint
alone and by Chapbook's typesetter, each in a process of its own, in turn. CPU seconds of setting,
the least of three. Then each of the longer words is looked for in what pdfium and pdftotext find on
the pages.
"""

import argparse
import importlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pyphen

from bench.prose import CHECKOUT, Prose
from chapbook.shipped import shipped_dir

VARIANTS, ENGINES = ("auto", "soft", "none"), ("weasyprint", "chapbook")
TURNS, PARAGRAPHS, WORDS = 3, 200, 100
LONG = re.compile(r"[a-z]{8,}")
CSS = """
@font-face { font-family: Roman; src: url(fonts/EBGaramond-Regular.ttf) }
@page { size: A5; margin: 18mm }
html { font: 10.5pt/13pt Roman; text-align: justify }
p { margin: 0; text-indent: 1em; hyphenate-limit-chars: 6 3 3; hyphenate-character: "-" }
"""
HYPHENS = {"auto": "auto", "soft": "manual", "none": "manual"}


def prose() -> list[str]:
    """The paragraphs, the same each time."""
    made = Prose("hyphenation")
    texts = (made.sentences(WORDS) for _ in range(PARAGRAPHS))
    return [" ".join(" ".join(words).capitalize() + "." for words in text) for text in texts]


def document(variant: str) -> str:
    """The prose as HTML."""
    patterns = pyphen.Pyphen(lang="en", left=3, right=3)
    divided: dict[str, str] = {}

    def softened(word: re.Match[str]) -> str:
        if word[0] not in divided:
            divided[word[0]] = patterns.inserted(word[0], "\u00ad")
        return divided[word[0]]

    texts = prose()
    if variant == "soft":
        texts = [re.sub(r"[^\W\d]{6,}", softened, text) for text in texts]
    paragraphs = "\n".join(f"<p>{text}</p>" for text in texts)
    style = f"p {{ hyphens: {HYPHENS[variant]} }}"
    return (
        f'<html lang="en"><style>{style}</style><body><article>{paragraphs}</article></body></html>'
    )


def _weasyprint() -> Callable[[str], bytes]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        # Gives Fontconfig no fonts but ours.
        importlib.import_module("chapbook.composition")

    fonts = FontConfiguration()
    base = (shipped_dir() / "styles").as_uri() + "/"
    styles = weasyprint.CSS(string=CSS, base_url=base, font_config=fonts)

    def set_text(text: str) -> bytes:
        html = weasyprint.HTML(string=text, base_url=base)
        pdf: bytes = html.write_pdf(stylesheets=[styles], font_config=fonts, pdf_tags=True)
        return pdf

    return set_text


def _chapbook() -> Callable[[str], bytes]:
    from chapbook.composition.engine import Typesetter
    from chapbook.composition.stylesheets import Stylesheet
    from tests.support.set_pages import fragment

    sheet = Stylesheet("bench.css", CSS, shipped_dir() / "styles")
    typesetter = Typesetter(CHECKOUT, shipped_dir(), [sheet])
    return lambda text: typesetter.typeset(fragment(text)).pdf


def set_one(engine: str, variant: str, pdf: Path) -> None:
    """Set the prose twice, as a process that has set something before; print the seconds."""
    set_text = _weasyprint() if engine == "weasyprint" else _chapbook()
    text = document(variant)
    set_text(text)
    started = time.process_time()
    pdf.write_bytes(set_text(text))
    print(time.process_time() - started)


def share_found(pdf: Path, extract: Callable[[Path], str]) -> float:
    """How many of the longer words are found as they were written, of all occurrences."""
    words = LONG.findall(" ".join(prose()).lower())
    found = LONG.findall(extract(pdf).lower())
    counts = {word: found.count(word) for word in set(words)}
    return sum(min(counts[word], words.count(word)) for word in counts) / len(words)


def by_pdfium(pdf: Path) -> str:
    """The text of all pages."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def by_pdftotext(pdf: Path) -> str:
    """The text of all pages, divided words joined as it does."""
    return subprocess.run(
        ["pdftotext", str(pdf), "-"], capture_output=True, check=True, text=True
    ).stdout


def compare(folder: Path) -> None:
    """Print a line for each engine and variant."""
    seconds: dict[tuple[str, str], float] = {}
    for _ in range(TURNS):
        for engine in ENGINES:
            for variant in VARIANTS:
                one = ("--one", engine, variant, str(folder / f"{engine}-{variant}.pdf"))
                command = [sys.executable, "-m", "bench.hyphenation", *one]
                ran = subprocess.run(command, capture_output=True, check=True, text=True)
                least = seconds.get((engine, variant), float("inf"))
                seconds[engine, variant] = min(least, float(ran.stdout))
    extracts = {"pdfium": by_pdfium} | (
        {"pdftotext": by_pdftotext} if shutil.which("pdftotext") else {}
    )
    for (engine, variant), taken in seconds.items():
        pdf = folder / f"{engine}-{variant}.pdf"
        shares = ", ".join(
            f"{name} {share_found(pdf, extract):.3f}" for name, extract in extracts.items()
        )
        ratio = taken / seconds[engine, "auto"]
        print(f"{engine:10} {variant:4} {taken:5.2f} s, {ratio:.2f} × auto; found: {shares}")


def main() -> None:
    """Compare, or set one variant in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "VARIANT", "PDF"))
    asked = parser.parse_args()
    if asked.one:
        engine, variant, pdf = asked.one
        set_one(engine, variant, Path(pdf))
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder))


if __name__ == "__main__":
    main()
