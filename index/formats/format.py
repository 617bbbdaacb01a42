"""What is a format? How files in it are known, what a document in it is, and what its bytes are read with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from index.draft import Draft, Unreadable


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of a document beside its bytes.

    Attributes:
        encoding: as the server that sent it states it; None if there was none.
        address: where it was fetched from, complete; None if that is not known.
    """

    encoding: str | None = None
    address: str | None = None


NOTHING = Stated()

Read = Callable[[bytes, Stated], Draft]
ReadAll = Callable[[bytes, Stated], Iterator[Draft | Unreadable]]


class Unit(Enum):
    """What of a file is one document."""

    FILE = "file"
    LINE = "line"
    RECORD = "record"  # of a web archive: a document in another format


@dataclass(frozen=True, slots=True)
class Format:
    """A notation that releases come in.

    Attributes:
        name: as in messages.
        suffixes: of files in it, in lower case.
        media_types: what servers call it.
        unit: what of a file is one document.
        has_many: whether a document can hold several releases, each of which has a number then.
        recognizes: whether the beginning of a file, some thousand bytes, looks like it.
        read: one document's bytes to its drafts; one that cannot be read is handed over as `Unreadable`, which is
            raised where no more can be read. Nothing else is raised, whatever the bytes.
        taken: what is read from it, for people.
        library: what it is read with.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    unit: Unit
    has_many: bool
    recognizes: Callable[[bytes], bool]
    read: ReadAll
    taken: str = ""
    library: str = ""


def alone(read: Read) -> ReadAll:
    """The reader of many drafts that one for a single draft makes.

    The draft's address is where it was fetched from, unless it states one itself.
    """

    return partial(_read_alone, read)  # not a function of its own, which could not be sent to another process


def _read_alone(read: Read, content: bytes, stated: Stated) -> Iterator[Draft | Unreadable]:
    draft = read(content, stated)
    yield draft if draft.url or not stated.address else replace(draft, url=stated.address)
