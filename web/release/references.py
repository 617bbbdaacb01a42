"""How does a program that manages references take a release along? As BibTeX or RIS, one entry a file.

BibTeX is written as biblatex reads it (`@online`), like Zotero and JabRef; older styles take a type that they do not
know for `@misc`. RIS has a tag on every line, so that a line break in a value would begin another one: a `Source` has
none.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from web.release.citing import Source

_LANGUAGES = {"de": "ngerman", "en": "english"}  # as babel for LaTeX calls them; others by their code
_MEANT = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces even behind a backslash
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "%#&$_"},
    }
)
_QUOTED = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # in an address, which is read as it stands


@dataclass(frozen=True, slots=True)
class Format:
    """A format of references: what people call it, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Source], str]


def key(source: Source) -> str:
    """What an entry and its file are called; ASCII letters, digits and hyphens.

    >>> from datetime import date
    >>> key(Source("de/100 ü", "", "", "de", "", None, "", date(2020, 6, 4), "de"))
    'release-de-100'
    """
    return "-".join(["release", *re.findall(r"[A-Za-z0-9]+", source.id)])[:80]


def bibtex(source: Source) -> str:
    """An entry of a BibTeX file; names and titles keep their capitals, and nothing in them is a command."""
    fields = {
        "author": f"{{{source.author.translate(_MEANT)}}}",
        "title": f"{{{source.title.translate(_MEANT)}}}",
        "titleaddon": source.kind.translate(_MEANT),
        "date": source.published.isoformat() if source.published else "",
        "year": str(source.published.year) if source.published else "",
        "url": source.address.translate(_QUOTED),
        "urldate": source.retrieved.isoformat(),
        "langid": _LANGUAGES.get(source.language, source.language),
    }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{key(source)},\n{rows}}}\n"


def ris(source: Source) -> str:
    """A reference in RIS."""
    day = source.published.isoformat().replace("-", "/") if source.published else ""
    fields = {
        "TY": "ELEC",
        "AU": source.author,
        "TI": source.title,
        "PY": day[:4],
        "DA": day,
        "M3": source.kind,
        "PB": source.author,
        "LA": source.language,
        "UR": source.address,
        "Y2": source.retrieved.isoformat().replace("-", "/"),
    }
    rows = (f"{tag}  - {value}\r\n" for tag, value in fields.items() if value)
    return "".join(rows) + "ER  - \r\n"


FORMATS: Mapping[str, Format] = {
    "bib": Format("BibTeX", "application/x-bibtex", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", ris),
}
