"""How does text become terms? Pure functions, the same when indexing and when asking.

text → `normalize` → `tokenize` → per token `exact` (as written, folded) → `stem` (per language).
"""

from search.analysis.normalization import normalize
from search.analysis.stemming import stem, stems
from search.analysis.tokens import Token, exact, exacts, tokenize, without_accents, words, words_beginning

__all__ = [
    "Token",
    "exact",
    "exacts",
    "normalize",
    "stem",
    "stems",
    "tokenize",
    "without_accents",
    "words",
    "words_beginning",
]
