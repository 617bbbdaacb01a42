"""What sort of text is a release? One table from sources' words, in both languages, and a guess where they fail."""

import re
from collections.abc import Mapping

from search.release import Kind

# By what sources write in a date line or a field, casefolded.
KINDS: Mapping[str, Kind] = {
    label: kind
    for kind, labels in {
        Kind.PRESS_RELEASE: (
            "press-release", "press release", "media release", "news release", "pressemitteilung",
            "pressemeldung", "medienmitteilung", "presseinformation", "mitteilung",
        ),
        Kind.STATEMENT: (
            "statement", "press statement", "joint statement", "declaration", "joint declaration", "remarks",
            "erklärung", "gemeinsame erklärung", "presseerklärung", "stellungnahme", "pressestatement",
        ),
        Kind.SPEECH: (
            "speech", "address", "opening address", "keynote speech", "rede", "ansprache", "grußwort", "grusswort",
            "eröffnungsrede", "festrede", "grundsatzrede", "trauerrede", "laudatio",
        ),
        Kind.INTERVIEW: ("interview", "interviews", "gespräch", "conversation", "q&a"),
        Kind.ARTICLE: (
            "article", "op-ed", "opinion", "guest article", "artikel", "namensartikel", "namensbeitrag",
            "gastbeitrag", "beitrag", "hintergrund", "background",
        ),
    }.items()
    for label in labels
}  # fmt: skip

# How titles open, most telling first; what stands in an address comes after all of them.
_TITLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.INTERVIEW, re.compile(r"^(?:im )?interview\b|^.{0,60}\b(?:im|in an) interview (?:mit|with)\b", re.I)),
    (Kind.SPEECH, re.compile(r"^(?:\w*rede|ansprache|gru(?:ß|ss)wort|laudatio)\b", re.I)),
    (Kind.SPEECH, re.compile(r"^(?:speech|(?:opening )?address|keynote)\b", re.I)),
    (Kind.STATEMENT, re.compile(r"^(?:gemeinsame )?(?:\w*erklärung|stellungnahme)\b", re.I)),
    (Kind.STATEMENT, re.compile(r"^(?:joint )?(?:statement|declaration)\b", re.I)),
    (Kind.ARTICLE, re.compile(r"^(?:namensartikel|gastbeitrag|namensbeitrag|article by|op-ed|guest article)\b", re.I)),
)
_ADDRESSES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.SPEECH, re.compile(r"[/-](?:reden|speeches|rede|speech)(?:[/-]|$)", re.I)),
    (Kind.INTERVIEW, re.compile(r"[/-]interviews?(?:[/-]|$)", re.I)),
    (Kind.STATEMENT, re.compile(r"[/-](?:statements?|erklaerung(?:en)?)(?:[/-]|$)", re.I)),
)


def kind_named(label: str) -> Kind | None:
    """The kind that a source's word stands for, in either language; None if the table lacks it.

    >>> kind_named("Pressemitteilung") is kind_named("Press release"), kind_named("Memorandum")
    (True, None)
    """
    return KINDS.get(" ".join(label.casefold().split()))


def kind_of(title: str, url: str | None) -> Kind:
    """The kind that title and address speak for, a press release if neither does."""
    for kind, pattern in _TITLES:
        if pattern.search(title):
            return kind
    for kind, pattern in _ADDRESSES:
        if url and pattern.search(url):
            return kind
    return Kind.PRESS_RELEASE
