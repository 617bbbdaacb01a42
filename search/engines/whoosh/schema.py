"""Which fields does the Whoosh index have, and when was an index written under other ones?"""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version

import whoosh
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from search.languages import LANGUAGES
from search.terms import TEXT_FIELDS, Postings

# Counts up when the layout of the store changes, or what `search.analysis` makes of a text.
FORMAT = 1

# What decides about terms beside our code.
_STEMMERS = ("snowballstemmer", "PyStemmer")


class Terms(FieldType):  # type: ignore[misc]
    """A field that is given its terms, each with the positions at which it stands, and analyses nothing itself."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(Positions() if positions else Existence(), analyzer=None, scorable=True)

    def index(self, value: Postings, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Term, frequency, weight and encoded posting, as Whoosh's writer takes them."""
        for term, places in value.items():
            # The weight of a posting is kept beside it by Whoosh, whatever the format encodes.
            yield term.encode(), len(places), float(len(places)), self.format.encode(places)


def schema() -> Schema:
    """Text fields by `search.terms`, the id, the facts to count by, and the record that reads back as the release."""
    texts = {field.name: Terms(positions=field.language is None) for field in TEXT_FIELDS}
    return Schema(id=ID(unique=True), facts=COLUMN(VarBytesColumn()), record=STORED(), **texts)


def fingerprint() -> str:
    """Differs between two programs that would write different terms for the same release."""
    parts = {
        "format": FORMAT,
        "fields": [(field.name, field.language) for field in TEXT_FIELDS],
        "languages": [(language.code, language.stemmer) for language in LANGUAGES.values()],
        "stemmers": [(name, version(name)) for name in _STEMMERS],
        "whoosh": whoosh.versionstring(),
    }
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()
