"""Which fields does the Whoosh index have, and when was an index written under other ones?"""

import hashlib
import json
from importlib.metadata import version

from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence

from search.engines.whoosh.codec import PositionList
from search.languages import LANGUAGES
from search.terms import FIELDS

# Counts up when the layout of the store changes. What is kept of releases (their history, when they first came) is lost
# to a rebuild that cannot read the layout before, so a change that leaves records and columns as they are is none.
FORMAT = 9
ANALYSIS = 1  # counts up when `search.analysis` makes other terms of a text

# What decides about terms beside our code.
_STEMMERS = ("snowballstemmer", "PyStemmer")


def schema() -> Schema:
    """The term fields; what else is kept of a release stands in columns."""
    fields = {
        field.name: FieldType(PositionList() if field.language is None else Existence(), analyzer=None, scorable=True)
        for field in FIELDS
    }
    return Schema(**fields)


def fingerprint() -> str:
    """Differs between two programs that would write different terms for the same release."""
    parts = {
        "format": (FORMAT, ANALYSIS),
        "fields": [(field.name, field.language, field.zone) for field in FIELDS],
        "languages": [(language.code, language.stemmer, *language.elided) for language in LANGUAGES.values()],
        "stemmers": [(name, version(name)) for name in _STEMMERS],
    }
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()
