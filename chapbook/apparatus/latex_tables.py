"""The LaTeX commands that a bibliography may hold, and what they are in HTML text."""

from collections.abc import Mapping

ACCENTS: Mapping[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
"""Accent commands → combining characters, put after the first letter of their argument."""

SIGNS: Mapping[str, str] = {
    "&": "&amp;", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ",
    ",": "\u202f", ";": "\u202f", ":": "\u202f", "!": "", "/": "", "-": "\u00ad", "@": "",
    "\\": " ", "\n": " ", "*": "", "(": "", ")": "", "[": "", "]": "",
}  # fmt: skip
"""Commands of one sign that is no letter."""

SYMBOLS: Mapping[str, str] = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "ss": "ß", "SS": "ẞ", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "texttrademark": "™",
    "textregistered": "®", "textdegree": "°", "degree": "°", "textasciitilde": "~",
    "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_", "textbar": "|",
    "textless": "&lt;", "textgreater": "&gt;", "textordmasculine": "º", "textordfeminine": "ª",
    "textnumero": "№", "cyrchar": "",
    "dots": "…", "ldots": "…", "textellipsis": "…", "slash": "/", "hyphen": "-",
    "textendash": "–", "textemdash": "—", "textquotesingle": "'", "textquotedbl": "&quot;",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "lq": "‘", "rq": "’", "quotesinglbase": "‚", "quotedblbase": "„",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "textexclamdown": "¡", "textquestiondown": "¿",
    "space": " ", "nobreakspace": "\u00a0", "thinspace": "\u202f", "textvisiblespace": " ",
    "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "par": " ", "enskip": " ",
    "addspace": " ", "addcomma": ",", "addcolon": ":", "adddot": ".", "adddotspace": ". ",
    "bibrangedash": "–", "textperiodcentered": "·", "textbullet": "•", "cdot": "·",
    "times": "×", "pm": "±", "circ": "°", "sim": "∼", "infty": "∞", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e",
}  # fmt: skip
"""Commands that stand for characters, as HTML text."""

TAGS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), ("<em>", "</em>")),
    **dict.fromkeys(("textbf", "mkbibbold"), ("<strong>", "</strong>")),
    **dict.fromkeys(("texttt",), ("<code>", "</code>")),
    **dict.fromkeys(("textsc",), ('<span class="smallcaps">', "</span>")),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), ("<sup>", "</sup>")),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), ("<sub>", "</sub>")),
    **dict.fromkeys(("mkbibparens",), ("(", ")")),
    **dict.fromkeys(("mkbibbrackets",), ("[", "]")),
}
"""Commands whose argument is set in some way → what stands before and after it."""

SWITCHES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("em", "it", "itshape", "sl", "slshape"), ("<em>", "</em>")),
    **dict.fromkeys(("bf", "bfseries"), ("<strong>", "</strong>")),
    **dict.fromkeys(("tt", "ttfamily"), ("<code>", "</code>")),
    **dict.fromkeys(("sc", "scshape"), ('<span class="smallcaps">', "</span>")),
}
"""Commands that set the rest of their group in some way."""

TRANSPARENT = frozenset({
    "text", "textrm", "textup", "textnormal", "textmd", "textsf", "mbox", "hbox", "makebox",
    "mathrm", "mathit", "mathbf", "mathsf", "mathcal", "mathbb", "mathfrak", "mathtt",
    "ensuremath", "operatorname", "autocap", "uppercase", "lowercase", "MakeUppercase",
    "MakeLowercase", "MakeCapital", "NoCaseChange", "protect", "relax", "noindent", "rm", "up",
    "sf", "rmfamily", "sffamily", "upshape", "normalfont", "mdseries", "small", "large",
    "break", "nobreak", "unskip", "ignorespaces", "left", "right", "limits", "displaystyle",
    "textstyle", "bgroup", "egroup", "begingroup", "endgroup", "mkbibmonth", "mkbibnamefamily",
    "mkbibnamegiven", "mkbibnameprefix", "isdot", "bibsentence",
})  # fmt: skip
"""Commands that go; what they are given stays."""

SILENT = frozenset({
    "noopsort", "label", "index", "nocite", "printdate", "hspace", "vspace", "hskip", "phantom",
})  # fmt: skip
"""Commands that go with what they are given."""

QUOTES: Mapping[str, tuple[str, str, str, str]] = {
    "en": ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "pl": ("„", "”", "«", "»"),
    "nl": ("‘", "’", "“", "”"),
    "sv": ("”", "”", "’", "’"),
}
"""Outer and inner quotation marks by language."""
