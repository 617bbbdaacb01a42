"""How does text become terms? Pure functions, the same when indexing and when asking.

text → `normalize` → `tokenize` → per word `exact` (as written, folded) → `stem` (per language) → `Splitter` (the parts
of a compound); beside the words stand `extras` (joined forms, whole signs, days). A query is cut into `units`.
"""

from search.analysis.compounds import SHORTEST_COMPOUND, Part, Splitter
from search.analysis.extra_terms import ELISION, Extra, extras, joined
from search.analysis.learning import Counts, Fold, learn
from search.analysis.normalization import normalize
from search.analysis.query_units import bound, loosened, units
from search.analysis.stemming import listed, stem, stems
from search.analysis.tokens import ELIDED, Token, tokenize, without_elided, words, words_beginning
from search.analysis.wordlists import function_words, in_phrases
from search.analysis.writing import exact, exacts, without_accents

__all__ = [
    "ELIDED",
    "ELISION",
    "SHORTEST_COMPOUND",
    "Counts",
    "Extra",
    "Fold",
    "Part",
    "Splitter",
    "Token",
    "bound",
    "exact",
    "exacts",
    "extras",
    "function_words",
    "in_phrases",
    "joined",
    "learn",
    "listed",
    "loosened",
    "normalize",
    "stem",
    "stems",
    "tokenize",
    "units",
    "without_accents",
    "without_elided",
    "words",
    "words_beginning",
]
