"""Where are the documents? Finds and reads files; the only reader of disk. Everything comes lazily, one at a time."""

import gzip
import logging
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from index.document import Document, Source, Wanted
from index.draft import Unreadable
from index.fetch.holdings import is_holdings
from index.fetched import fetched
from index.formats import FORMATS, Format, Unit, format_of, format_sent
from index.formats.encoding import is_binary, is_wide
from index.formats.warc import Archive
from index.outcome import Place, Rejected

MAX_PAGE = 50_000_000  # bytes of one page
MAX_LINE = 20_000_000  # bytes of one line
_HEAD = 4_096  # bytes by which a format is recognised
_REASONS = 8  # why records were passed over that are told, the most frequent first
_log = logging.getLogger("newsroom.index")
_BESIDE_A_PAGE = ("_files", "-Dateien", "_Dateien")  # what a browser saves a page's pictures and scripts into


def documents(sources: Iterable[Path], besides: Collection[Path] = ()) -> Iterator[Source]:
    """Every document of files and directories, in order; what cannot be read is rejected and the rest goes on."""
    for path in find(sources, besides):
        yield from _documents_or_why_not(path, None)


def documents_at(places: Iterable[Place]) -> Iterator[Source]:
    """Those documents alone that stand at these places, file by file in the order in which the files first come.

    A place without line and entry means all of its file. Feeds and lists have those entries alone that are `wanted`.
    """
    files: dict[str, list[Place]] = {}
    for place in places:
        files.setdefault(place.source, []).append(place)
    for source, wanted in files.items():
        yield from _documents_or_why_not(Path(source), _wanted(wanted))


def _wanted(places: Collection[Place]) -> Wanted | None:
    """What is wanted of the file that these places are in; None for all of it."""
    if any(place.line is None and place.entry is None and place.address is None for place in places):
        return None
    return Wanted(
        frozenset(place.line for place in places if place.line is not None),
        frozenset(place.entry for place in places if place.entry is not None),
        frozenset(place.address for place in places if place.address is not None),
    )


def _documents_or_why_not(path: Path, wanted: Wanted | None) -> Iterator[Source]:
    try:
        yield from _documents_of(path, wanted)
    except EOFError:
        yield _rejected(path, "the compressed file is cut off", "copy the file again")
    except (gzip.BadGzipFile, zlib.error):
        yield _rejected(path, "this is no gzip file, or it is damaged", "copy the file again")
    except Unreadable as error:
        yield _rejected(path, str(error), error.do)
    except OSError as error:
        yield _rejected(path, f"it cannot be read: {error.strerror or error}", "check the file and its permissions")


def find(sources: Iterable[Path], besides: Collection[Path] = ()) -> Iterator[Path]:
    """The files that sources name: a file itself, a directory's with all below it, sorted by name.

    A directory that a newsroom was fetched into comes as a whole. In others, hidden files are passed over, and so are
    the folders that browsers save beside a page, and what lies there `besides` sources (resolved paths of a store, a
    report). Symbolic links lead to files inside the directory.
    """
    for source in sources:
        if _is_directory(source):
            yield from _below(source, source.resolve(), besides)
        else:
            yield source


def sizes(sources: Iterable[Path], besides: Collection[Path] = ()) -> int:
    """How many bytes the files hold, as far as they can be seen."""
    return sum(map(_size, find(sources, besides)))


def what_is_looked_for() -> str:
    """The kinds of files that releases are read from, for messages."""
    return ", ".join(dict.fromkeys(suffix for format in FORMATS for suffix in format.suffixes))


def _below(directory: Path, root: Path, besides: Collection[Path]) -> Iterator[Path]:
    try:
        entries = None if is_holdings(directory) else sorted(directory.iterdir())
    except OSError:
        entries = None  # reading it then rejects it, with the system's reason
    if entries is None:
        yield directory
        return
    for path in entries:
        if path.name.startswith(".") or (path.is_symlink() and not _is_file_inside(path, root)):
            continue
        if path.resolve() in besides:
            continue
        if _is_directory(path):
            if not _is_beside_a_page(path):
                yield from _below(path, root, besides)
        else:
            yield path


def _size(path: Path) -> int:
    try:
        files = path.iterdir() if path.is_dir() else [path]
        return sum(file.stat().st_size for file in files)
    except OSError:
        return 0


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # it may not be looked at, which reading it then says


def _is_file_inside(link: Path, root: Path) -> bool:
    try:
        return link.is_file() and link.resolve().is_relative_to(root)
    except OSError:
        return False


def _is_beside_a_page(directory: Path) -> bool:
    for ending in _BESIDE_A_PAGE:
        page = directory.name.removesuffix(ending)
        if page != directory.name and any(directory.with_name(page + suffix).exists() for suffix in (".html", ".htm")):
            return True
    return False


def _documents_of(path: Path, wanted: Wanted | None) -> Iterator[Source]:
    if is_holdings(path):
        yield from fetched(path, wanted)
        return
    if path.exists() and not path.is_file() and not path.is_dir():
        yield _rejected(path, "this is no regular file", "name a file or a directory")
        return
    with path.open("rb") as raw, _decompressed(path, raw) as file:
        head = file.peek(_HEAD)[:_HEAD]  # not read, which would fail where a packed file is cut off soon
        format = format_of(path.name, head)
        fault = _fault(head, format)
        if format is None or fault:
            yield _rejected(path, fault, f"name files of these kinds: {what_is_looked_for()}")
        elif format.unit is Unit.LINE:
            yield from _lines(path, file, raw, format, wanted)
        elif format.unit is Unit.RECORD:
            yield from _records(path, file, raw, wanted)
        else:
            yield _file(path, file, format, wanted)


def _decompressed(path: Path, raw: BufferedReader) -> BufferedReader:
    return cast(BufferedReader, gzip.open(raw)) if path.name.lower().endswith(".gz") else raw


def _fault(head: bytes, format: Format | None) -> str:
    """What keeps a file from being read at all, going by how it begins; "" if nothing does."""
    if not head:
        return "the file is empty"
    if is_binary(head) and not (format and format.unit is Unit.RECORD):  # a picture can be the first record
        return "this is no text"
    if format is None:
        return "no format is known for this file"
    if format.unit is Unit.LINE and is_wide(head):
        return "the lines are in UTF-16; save the file as UTF-8"
    return ""


def _file(path: Path, file: IO[bytes], format: Format, wanted: Wanted | None) -> Document | Rejected:
    content = file.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        return _rejected(path, f"the file is larger than {MAX_PAGE:,} bytes", "keep one release in one file")
    return Document(Place(str(path)), content, format, len(content), wanted=wanted.entries if wanted else None)


def _lines(path: Path, file: IO[bytes], raw: IO[bytes], format: Format, wanted: Wanted | None) -> Iterator[Source]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        place = Place(str(path), number)
        is_wanted = wanted is None or number in wanted.lines
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE)
            if is_wanted:
                yield Rejected(place, f"the line is longer than {MAX_LINE:,} bytes", "keep one release on one line")
        elif line.strip() and is_wanted:
            yield Document(place, line, format, raw.tell())


def _records(path: Path, file: IO[bytes], raw: IO[bytes], wanted: Wanted | None) -> Iterator[Source]:
    archive = Archive(file, format_sent)
    found = 0
    for record in archive:
        found += 1
        if wanted is not None and archive.number not in wanted.entries:
            continue
        place = Place(str(path), entry=archive.number)
        if isinstance(record, Unreadable):
            yield Rejected(place, str(record), record.do)
        else:
            place = replace(place, address=record.stated.address)
            yield Document(place, record.content, record.format, raw.tell(), record.stated.encoding)
    why = ", ".join(f"{count:,} {why}" for why, count in archive.passed_over.most_common(_REASONS))
    if why:
        _log.info("%s: %d of %d records passed over: %s", path, archive.passed_over.total(), archive.number, why)
    if not found:
        yield _rejected(path, f"no record of it holds a release ({why or 'it has none'})", "leave the file out")


def _rejected(path: Path, reason: str, do: str) -> Rejected:
    return Rejected(Place(str(path)), reason, do)
