"""For which terms does each word of a batch stand? Worked out once a language, for all fields that hold its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search.lexicon import Lexicon, Terms


@dataclass(frozen=True, slots=True)
class SurfaceTerms:
    """The terms of the words of a batch.

    Attributes:
        terms: in order.
        begins: int[surfaces + 1], where each surface's run of terms begins; most have one.
        numbers: int32, the terms' numbers, run after run.
        is_whole: bool, whether a term is the word itself, and not a part of it.
        is_plain: whether each surface that is used stands for one term, itself.
    """

    terms: Sequence[bytes]
    begins: NDArray[np.int64]
    numbers: NDArray[np.int32]
    is_whole: NDArray[np.bool_]
    is_plain: bool


def surface_terms(
    language: str | None, surfaces: Sequence[str], forms: Sequence[str], used: NDArray[np.int64], lexicon: Lexicon
) -> SurfaceTerms:
    """The terms in fields of a language's stems, or in those of words as written (None).

    Args:
        language: whose stems.
        surfaces: the different words of the batch.
        forms: their exact forms.
        used: the numbers of those that stand in texts of the language, ascending; the others have no terms.
        lexicon: takes compounds apart.
    """
    words, exact_forms = [surfaces[code] for code in used.tolist()], [forms[code] for code in used.tolist()]
    terms = Terms(exact_forms, {}) if language is None else lexicon.terms(words, language, exact_forms)
    texts = sorted({*filter(None, terms.wholes), *chain.from_iterable(terms.parts.values())})
    numbers = {text: number for number, text in enumerate(texts)}
    runs = [(whole is not None) + len(terms.parts.get(place, ())) for place, whole in enumerate(terms.wholes)]
    lengths = np.zeros(len(surfaces), np.int64)
    lengths[used] = runs
    begins = np.append(0, np.cumsum(lengths))
    flat = np.empty(int(begins[-1]), np.int32)
    is_whole = np.zeros(len(flat), np.bool_)
    held = [place for place, whole in enumerate(terms.wholes) if whole is not None]
    is_whole[begins.take(used.take(held))] = True
    flat[is_whole] = [numbers[whole] for whole in terms.wholes if whole is not None]
    flat[~is_whole] = [numbers[part] for place in sorted(terms.parts) for part in terms.parts[place]]
    return SurfaceTerms([text.encode() for text in texts], begins, flat, is_whole, len(held) == len(used) == len(flat))
