"""Which languages are there? The one place: a third language is one record here and data files named by its code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """A language that releases are written in, searched in and read in.

    Attributes:
        code: ISO 639-1, two letters; names the language's data files, its interface and its langdetect profile.
        endonym: what its speakers call it.
        stemmer: the name of its Snowball algorithm.
        both, either, without: what joins the words of a query, in capitals: AND, OR and NOT.
        fields: what its speakers call what a query can name before a colon: the title, the date, and each facet.
        locale: where dates and numbers are written as the interface should, in CLDR's notation (fr_CH); "" for wherever
            CLDR takes the language to be at home.
        elided: words that are written on to the next with an apostrophe, without it (l'Europe, d'une).
    """

    code: str
    endonym: str
    stemmer: str
    both: str
    either: str
    without: str
    fields: Mapping[str, Sequence[str]] = field(hash=False)
    locale: str = ""
    elided: tuple[str, ...] = ()


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(
            code="de",
            endonym="Deutsch",
            stemmer="german",
            both="UND",
            either="ODER",
            without="NICHT",
            fields={
                "title": ["titel"],
                "date": ["datum"],
                "minister": ["minister", "ministerin"],
                "country": ["land"],
                "language": ["sprache"],
                "kind": ["art"],
                "person": ["person"],
                "mentions": ["erwähnt", "nennt"],
            },
        ),
        Language(
            code="en",
            endonym="English",
            stemmer="english",
            both="AND",
            either="OR",
            without="NOT",
            fields={
                "title": ["title"],
                "date": ["date"],
                "minister": ["minister"],
                "country": ["country"],
                "language": ["language", "lang"],
                "kind": ["kind"],
                "person": ["person"],
                "mentions": ["mentions"],
            },
            locale="en_GB",
        ),
    )
}
