"""What did one commit put in place? All that there is in memory, which later commits do not touch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_hex

from search.collect import Groups
from search.dictionary import NO_TRANSLATIONS, Dictionary
from search.engines.scan import Analyzed
from search.lexicon import Lexicon
from search.revision import Revision
from search.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Edition:
    """The index as of one commit.

    Attributes:
        number: how many commits there were.
        mark: tells it from editions of other indexes.
        releases: all that are kept, by id.
        histories: by id, what a release was before.
        groups: which of them are versions of one release.
        kept: what the indexer keeps beside them, by name.
        vectors: what they mean, None where nobody said so.
        lexicon: by which they are analysed, None before anything was learned.
        dictionary: what queries are translated by.
        committed: the moment at which it was put in place.
    """

    number: int = 0
    mark: str = field(default_factory=partial(token_hex, 4))
    releases: Mapping[str, Analyzed] = field(default_factory=dict)
    histories: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    kept: Mapping[str, bytes] = field(default_factory=dict)
    vectors: Vectors | None = None
    lexicon: Lexicon | None = None
    dictionary: Dictionary = NO_TRANSLATIONS
    committed: datetime | None = None
