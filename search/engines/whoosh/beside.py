"""What lies beside the segments? Files that a commit names: versions, vectors, and what the indexer keeps."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path

import numpy as np

from search.engines.versions import checked
from search.engines.whoosh.mapped import DamagedFileError, damage, open_arrays, write_arrays
from search.engines.whoosh.runs import blobs
from search.engines.whoosh.segment import Strings

LEXICON = "lexicon"  # see `lexicon_file`
DICTIONARY = "dictionary"  # see `dictionary_file`
VERSIONS = "versions"
VECTORS = "vectors"  # see `vector_file`
KEPT = "kept"  # and a hyphen, and the name under which the indexer kept it
_SUFFIXES = frozenset(f".{what}" for what in (LEXICON, DICTIONARY, VERSIONS, VECTORS, KEPT))

Beside = Mapping[str, str]
"""The names of the files of a commit, by what they hold."""


def new_name(what: str) -> str:
    """A name that no other file has."""
    return f"{secrets.token_hex(8)}.{what.partition('-')[0]}"


def write_versions(folder: Path, groups: Sequence[Sequence[str]]) -> str:
    """Write groups of ids, and give the name of the file."""
    name = new_name(VERSIONS)
    runs = np.array([*accumulate(map(len, groups), initial=0)], np.int64)
    ids = (id.encode(errors="surrogatepass") for id in chain.from_iterable(groups))
    write_arrays(folder / name, {**blobs("ids", ids), "runs": runs}, {})
    return name


def open_versions(folder: Path, beside: Beside) -> Sequence[Sequence[str]]:
    """The groups of ids; none where none were written.

    Raises:
        DamagedFileError, OSError: the file is damaged, or not there.
    """
    name = beside.get(VERSIONS)
    if name is None:
        return ()
    try:
        arrays = open_arrays(folder / name).arrays
        ids = [id.decode(errors="surrogatepass") for id in Strings(arrays["ids"], arrays["ids_offsets"]).all()]
        groups = [ids[begin:end] for begin, end in pairwise(arrays["runs"].tolist())]
        if checked(groups) != groups or sum(map(len, groups)) != len(ids):
            raise ValueError("the groups do not divide the ids")
    except (LookupError, ValueError) as error:
        raise DamagedFileError(f"{name}: its arrays do not fit together ({error})") from error
    return groups


def write_content(folder: Path, name: str, content: bytes) -> tuple[str, str]:
    """Write what the indexer keeps under a name; what it holds, and the name of the file.

    Raises:
        ValueError: the name has other signs than the letters a to z.
    """
    if not (name.isascii() and name.isalpha() and name.islower()):
        raise ValueError(f"{name!r} is no name to keep something under")
    what = f"{KEPT}-{name}"
    file = new_name(what)
    write_arrays(folder / file, {"content": np.frombuffer(content, np.uint8)}, {})
    return what, file


def content(folder: Path, beside: Beside, name: str) -> bytes | None:
    """What the indexer kept under a name, None if nothing.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    file = beside.get(f"{KEPT}-{name}")
    if file is None:
        return None
    damaged = damage(folder / file)
    if damaged:
        raise DamagedFileError(damaged)
    return open_arrays(folder / file).arrays["content"].tobytes()


def files_beside(folder: Path) -> Iterable[Path]:
    """All such files in a folder, whichever commit names them."""
    return [path for path in folder.iterdir() if path.suffix in _SUFFIXES]


def faults(folder: Path, beside: Beside) -> Iterator[str]:
    """What is wrong with the files of a commit."""
    for name in beside.values():
        damaged = damage(folder / name)
        if damaged:
            yield damaged
            return
    try:
        open_versions(folder, beside)
    except DamagedFileError as error:
        yield str(error)
