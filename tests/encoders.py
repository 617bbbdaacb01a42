"""What reads meaning in tests? An encoder that knows a handful of words in two languages, and nothing else."""

from collections.abc import Sequence
from itertools import count

import numpy as np

from search.analysis import exact, words

# Each line is one meaning, and a place in the vector.
MEANINGS = [
    {"waffenruhe", "ceasefire", "truce"},
    {"sanktionen", "sanctions"},
    {"besuch", "visit"},
    {"wahl", "election"},
]


class WordList:
    """Reads the words of MEANINGS, as often as they stand there; any other word is a little of everything."""

    name = "a list of words"
    dimensions = len(MEANINGS) + 1
    contrast = 1.0

    def __init__(self) -> None:
        self.read: list[str] = []

    def query(self, text: str) -> np.ndarray:
        self.read.append(text)
        return self._vector(text)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        self.read += texts
        return np.array([self._vector(text) for text in texts])

    def _vector(self, text: str) -> np.ndarray:
        spoken = [exact(word) for word in words(text)]
        counts = [sum(word in meaning for word in spoken) for meaning in MEANINGS]
        vector = np.array([*counts, 0.1], np.float32)
        return vector / np.linalg.norm(vector)


class Interrupting(WordList):
    """Is interrupted in the middle of its work."""

    def __init__(self, parts: int) -> None:
        super().__init__()
        self._left = count(parts, -1)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        if not next(self._left):
            raise KeyboardInterrupt
        return super().passages(texts)
