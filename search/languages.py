"""Which languages are there? The one place: a third language is one record here and data files named by its code."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language that releases are written in, searched in and read in.

    Attributes:
        code: ISO 639-1, two letters; names the language's data files, its interface and its langdetect profile.
        endonym: what its speakers call it.
        stemmer: the name of its Snowball algorithm.
    """

    code: str
    endonym: str
    stemmer: str


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(code="de", endonym="Deutsch", stemmer="german"),
        Language(code="en", endonym="English", stemmer="english"),
    )
}
