"""How does text become terms? Pure functions, the same when indexing and when asking.

text → `normalize` → `tokenize` → per token `exact` (as written, folded) → `stem` (per language).
"""

from search.analysis.normalization import normalize
from search.analysis.stemming import stem
from search.analysis.tokens import Token, exact, tokenize, words, words_beginning

__all__ = ["Token", "exact", "normalize", "stem", "tokenize", "words", "words_beginning"]
