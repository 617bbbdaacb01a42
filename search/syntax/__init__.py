"""How is what was typed understood? The query language, read into a tree that any engine can serve.

text → `signs` → `read` → tree, and remarks where it was read otherwise than typed.
"""

from search.syntax.bounds import check_expansion
from search.syntax.grammar import Reading, parse, read
from search.syntax.remarks import Remark
from search.syntax.signs import DOUBLE_QUOTES, anywhere, unquoted
from search.syntax.tree import (
    AtLeast,
    Everything,
    Leaf,
    Near,
    Node,
    Phrase,
    Prefix,
    Without,
    Word,
    all_leaves,
    leaves,
)
from search.syntax.wording import written

__all__ = [
    "DOUBLE_QUOTES",
    "AtLeast",
    "Everything",
    "Leaf",
    "Near",
    "Node",
    "Phrase",
    "Prefix",
    "Reading",
    "Remark",
    "Without",
    "Word",
    "all_leaves",
    "anywhere",
    "check_expansion",
    "leaves",
    "parse",
    "read",
    "unquoted",
    "written",
]
