"""Turn a bench book into Typst's own language, with an index made by a few lines of it."""

import re
from collections.abc import Mapping, Sequence

from bench.as_markdown import bibtex, drawing
from bench.book_model import (
    Block,
    Book,
    Cite,
    CrossReference,
    Figure,
    Heading,
    ListBlock,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Run,
    Table,
    Words,
)

PREAMBLE = """#set document(title: "{title}", author: "{author}")
#set page(width: 148mm, height: 210mm, margin: (inside: 18mm, outside: 22mm, top: 18mm,
  bottom: 25mm), numbering: "1", header: context {{
    let titles = query(heading.where(level: 1).before(here()))
    if titles.len() > 0 [#h(1fr) #emph(titles.last().body) #h(1fr)]
  }})
#set text(font: "EB Garamond", size: 10.5pt, lang: "en", region: "GB", number-type: "old-style",
  hyphenate: true)
#set par(justify: true, first-line-indent: 13.5pt, leading: 6.7pt, spacing: 6.7pt)
#set footnote.entry(gap: 3pt)
#show footnote.entry: set text(size: 8.5pt)
#show heading.where(level: 1): it => [#pagebreak(weak: true) #counter(footnote).update(0)
  #align(center, text(size: 15pt, weight: "regular", it.body)) #v(27pt)]
#show heading.where(level: 2): it => block(above: 13.5pt, below: 13.5pt, smallcaps(it.body))
#show heading.where(level: 3): it => block(above: 13.5pt, below: 13.5pt, emph(it.body))
#let ix(role, ..path) = [#metadata((role: role, path: path.pos()))<ix>]
#let index() = context {{
  let heads = (:)
  for mark in query(<ix>) {{
    let (role, path) = mark.value
    let pages = heads.at(path.join(", "), default: ())
    let page = counter(page).at(mark.location()).first()
    if role == "close" {{ pages.at(-1) = (pages.last().first(), page) }}
    else {{ pages.push((page,)) }}
    heads.insert(path.join(", "), pages)
  }}
  set par(justify: false, first-line-indent: 0pt, hanging-indent: 1em)
  set text(size: 8.5pt)
  columns(2, for head in heads.keys().sorted(key: lower) [
    #head, #heads.at(head).dedup().map(p => p.dedup().map(str).join("–")).join(", ") \\
  ])
}}

#align(center + horizon, text(size: 15pt)[{title}])
#pagebreak()
#outline(depth: 2)"""
SPECIAL = re.compile(r"[\\#$*_`<>@\[\]~]")


def typst_files(book: Book) -> Mapping[str, str]:
    """book.typ, references.bib, the drawings."""
    parts = [PREAMBLE.format(title=book.title, author=book.author)]
    files = {"references.bib": bibtex(book.sources)}
    for chapter in book.chapters:
        parts.append(f"= {chapter.title} <{chapter.id}>")
        for block in chapter.blocks:
            parts.append(_block(block))
            if isinstance(block, Figure):
                files[f"{block.name}.svg"] = drawing(block)
    parts.append('#bibliography("references.bib", style: "chicago-notes")')
    parts.append("= Index\n\n#index()")
    return {"book.typ": "\n\n".join(parts) + "\n", **files}


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _runs(block.runs)
        case Heading():
            return f"{'=' * block.level} {block.text} <{block.id}>"
        case ListBlock():
            sign = "+" if block.numbered else "-"
            return "\n".join(f"{sign} {_runs(item.runs)}" for item in block.items)
        case Quotation():
            return f"#quote(block: true)[{_runs(block.paragraph.runs)}]"
        case Table():
            cells = ", ".join(f"[{_text(cell)}]" for row in block.rows for cell in row)
            table = f"table(columns: 3, {cells})"
            return f"#figure({table}, caption: [{_text(block.caption)}]) <{block.id}>"
        case Figure():
            image = f'image("{block.name}.svg", width: 60mm)'
            return f"#figure({image}, caption: [{_text(block.caption)}]) <{block.id}>"


def _runs(runs: Sequence[Run], in_note: bool = False) -> str:
    return "".join(_run(run, in_note) for run in runs)


def _run(run: Run, in_note: bool) -> str:
    match run:
        case Words():
            return f"#emph[{_text(run.text)}]" if run.emphasised else _text(run.text)
        case Cite():
            page = f", supplement: [{run.page}]" if run.page else ""
            form = ', form: "full"' if in_note else ""
            return f"#cite(<{run.key}>{page}{form})"
        case Mark():
            path = "".join(f', "{part}"' for part in run.path)
            return f'{_text(run.text)}#ix("{run.role}"{path});'
        case CrossReference():
            page = f"#context counter(page).at(<{run.target}>).first();"
            return f"{_text(run.text)} (p.~{page})"
        case Note():
            return f"#footnote[{_runs(run.runs, in_note=True)}]"


def _text(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)
