"""How is what was typed understood? The query language, read into a tree that any engine can serve.

text → `take_filters` (country:iraq …) → `signs` → `read` → tree, and remarks where it was read otherwise than typed.
Pure: names of countries and ministers are looked up by whoever asks.
"""

from search.syntax.bounds import check_expansion
from search.syntax.filters import Lookup, Typed, take_filters
from search.syntax.grammar import Reading, parse, read
from search.syntax.remarks import Remark
from search.syntax.signs import DOUBLE_QUOTES, anywhere, unquoted
from search.syntax.tree import (
    AtLeast,
    Everything,
    InParts,
    Leaf,
    Near,
    Node,
    Other,
    Phrase,
    Prefix,
    Rendering,
    Translated,
    Without,
    Word,
    all_leaves,
    leaves,
    translated,
)
from search.syntax.wording import as_written, written

__all__ = [
    "DOUBLE_QUOTES",
    "AtLeast",
    "Everything",
    "InParts",
    "Leaf",
    "Lookup",
    "Near",
    "Node",
    "Other",
    "Phrase",
    "Prefix",
    "Reading",
    "Remark",
    "Rendering",
    "Translated",
    "Typed",
    "Without",
    "Word",
    "all_leaves",
    "anywhere",
    "as_written",
    "check_expansion",
    "leaves",
    "parse",
    "read",
    "take_filters",
    "translated",
    "unquoted",
    "written",
]
