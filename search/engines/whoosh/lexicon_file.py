"""How is what an index learned of its words kept? Beside its segments, in a file like theirs, as long as they last."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from search.analysis import Splitter
from search.engines.whoosh.beside import LEXICON, Beside, new_name
from search.engines.whoosh.mapped import Array, DamagedFileError, open_arrays, write_arrays
from search.engines.whoosh.runs import blobs
from search.engines.whoosh.segment import Sorted
from search.lexicon import Lexicon, nothing_learned

_REMEMBERED = 1  # lexicon, some 15 MB; who reads one store needs no other, and not the one before a rebuild


def write_lexicon(folder: Path, lexicon: Lexicon) -> str:
    """Write it under a name of its own, and give the name."""
    name = new_name(LEXICON)
    arrays: dict[str, Array] = {}
    for language, splitter in lexicon.splitters.items():
        words = sorted(splitter.words)
        arrays |= blobs(f"{language}.words", (word.encode() for word in words))
        arrays |= blobs(f"{language}.names", (name.encode() for name in sorted(splitter.names)))
        arrays[f"{language}.counts"] = np.array([splitter.words[word] for word in words], np.int64)
    write_arrays(folder / name, arrays, {"releases": lexicon.releases, "languages": list(lexicon.splitters)})
    return name


def open_lexicon(folder: Path, beside: Beside) -> Lexicon:
    """The lexicon of a commit, read once a process; that of an index without releases has learned nothing.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    return _opened(folder / beside[LEXICON]) if LEXICON in beside else nothing_learned()


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a file.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    mapped = open_arrays(path)
    arrays = mapped.arrays

    def strings(name: str) -> list[str]:
        return [string.decode() for string in Sorted(arrays[name], arrays[f"{name}_offsets"]).all()]

    try:
        splitters = {
            language: Splitter(
                language,
                dict(zip(strings(f"{language}.words"), arrays[f"{language}.counts"].tolist(), strict=True)),
                strings(f"{language}.names"),
            )
            for language in mapped.notes["languages"]
        }
        return Lexicon(splitters, mapped.notes["releases"])
    except (LookupError, ValueError) as error:
        raise DamagedFileError(f"{path.name}: its arrays do not fit together ({error!r})") from error


_opened = lru_cache(_REMEMBERED)(read_lexicon)  # a file never changes under its name
