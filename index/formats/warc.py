"""How is a web archive read? Record by record, each within bounds: what a newsroom sent, in whatever format that is."""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from index import addresses
from index.draft import Unreadable
from index.formats.format import Format, Stated

Choose = Callable[[str, bytes], Format | None]

MAX_PAYLOAD = 20_000_000  # bytes of one document, compressed and not
MAX_HEADERS = 1_000_000  # bytes of a record's own
_HTTP_HEADERS = 100_000  # bytes of a response in which its headers must end
_HEAD = 4_096  # bytes by which a format is recognised
_PART = 65_536  # bytes that are skipped at once
_COPY = "copy the file again"

_BEGINNING = re.compile(rb"\s*WARC/\d")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_TEXT = re.compile(r"(?:text/.*|application/(?:.*[+-])?(?:xml|json|jsonl|octet-stream)|unknown/unknown|)")
_CARRIERS = frozenset({"response", "resource"})


@dataclass(frozen=True, slots=True)
class Record:
    """A document of an archive.

    Attributes:
        content: its bytes as its author wrote them, with no transfer's or compression's coding.
        format: what it is read with.
        stated: its encoding and address.
    """

    content: bytes
    format: Format
    stated: Stated


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A record that is no document for us; `why` is a few words, the same for all such records."""

    why: str


def recognizes(head: bytes) -> bool:
    """Whether the beginning of a file, unpacked, is that of a web archive."""
    return bool(_BEGINNING.match(head))


class Archive:
    """The records of an archive that can be read once, from the first to the last.

    Attributes:
        number: of the record that was handed over last, counted from 1 and with those that were passed over.
        passed_over: how many records were passed over so far, by why.
    """

    def __init__(self, stream: IO[bytes], choose: Choose) -> None:
        self.number = 0
        self.passed_over: Counter[str] = Counter()
        self._stream = _Lines(stream)
        self._choose = choose

    def __iter__(self) -> Iterator[Record | Unreadable]:
        """Every document; what stands between records, or cannot be read, is handed over as unreadable.

        Raises:
            Unreadable: the archive is cut off or damaged, so that nothing behind this point can be read.
        """
        try:
            yield from self._records()
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(f"the archive is cut off or damaged behind record {self.number}", _COPY) from error

    def _records(self) -> Iterator[Record | Unreadable]:
        while line := self._stream.next_line():
            if not recognizes(line):
                yield Unreadable(f"behind record {self.number} stands what is no record, and was skipped", _COPY)
                line = self._stream.next_line(recognizes)
                if not line:
                    return
            self.number += 1
            found = self._next(line)
            if isinstance(found, PassedOver):
                self.passed_over[found.why] += 1
            else:
                yield found

    def _next(self, line: bytes) -> Record | PassedOver | Unreadable:
        try:
            headers = self._headers(line)
            length = _length(headers)
        except Unreadable as error:
            return error
        rest = LimitReader(self._stream, length)
        block = rest.read(MAX_PAYLOAD + _HTTP_HEADERS)
        while rest.read(_PART):
            pass
        if rest.limit:
            raise EOFError
        try:
            return self._document(headers, block, length)
        except Unreadable as error:
            return error

    def _headers(self, line: bytes) -> StatusAndHeaders:
        self._stream.begin()
        try:
            return StatusAndHeadersParser(["WARC/"]).parse(self._stream, line)
        except StatusAndHeadersParserException as error:
            raise Unreadable("the record's headers cannot be read") from error

    def _document(self, record: StatusAndHeaders, block: bytes, length: int) -> Record | PassedOver:
        carrier = record.get_header("WARC-Type")
        if carrier not in _CARRIERS:
            return PassedOver(f"type {str(carrier)[:30]}")
        headers = None
        if carrier == "response":
            headers, block = _opened(block)
            if _status(headers) != "200":
                return PassedOver(f"status {_status(headers)[:30]}")
        media_type, encoding = _media_type((headers or record).get_header("content-type"))
        if not _TEXT.fullmatch(media_type):
            return PassedOver(f"media type {media_type[:60]}")
        if length > MAX_PAYLOAD + _HTTP_HEADERS or len(block) > MAX_PAYLOAD:
            raise Unreadable(f"the document is larger than {MAX_PAYLOAD:,} bytes", "leave it out of the archive")
        if record.get_header("WARC-Truncated"):
            raise Unreadable("the document was cut off when it was fetched", "fetch it again")
        content = _decoded(block, headers) if headers else block
        format = self._choose(media_type, content[:_HEAD])
        if not content.strip() or not format:
            return PassedOver(f"media type {media_type[:60]}, and no release in it")
        # wget once wrote addresses in pointed brackets.
        address = addresses.complete((record.get_header("WARC-Target-URI") or "").strip("<>"))
        return Record(content, format, Stated(encoding, address))


class _Lines:
    """A stream that hands out no line, and no headers of a record, that fill the memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = MAX_HEADERS

    def begin(self) -> None:
        """A record begins."""
        self._left = MAX_HEADERS

    def next_line(self, is_wanted: Callable[[bytes], object] = bytes.strip) -> bytes:
        """The next line, or its beginning, that is wanted, blank ones never; empty at the end."""
        while (line := self._stream.readline(_PART)) and not is_wanted(line):
            pass
        return line

    def read(self, size: int) -> bytes:
        return self._stream.read(size)

    def readline(self, size: int = -1) -> bytes:
        line = self._stream.readline(_PART)
        self._left -= len(line)
        if self._left < 0:
            raise Unreadable(f"the record's headers are longer than {MAX_HEADERS:,} bytes", _COPY)
        return line


def _length(headers: StatusAndHeaders) -> int:
    """Bytes of a record behind its headers."""
    stated = headers.get_header("Content-Length") or ""
    if not re.fullmatch(r"\d{1,15}", stated, re.ASCII):
        raise Unreadable("the record does not state its length", _COPY)
    return int(stated)


def _opened(block: bytes) -> tuple[StatusAndHeaders, bytes]:
    """The headers and the body of what a server sent.

    Raises:
        Unreadable: this is no HTTP.
    """
    stream = BytesIO(block[:_HTTP_HEADERS])
    try:
        headers = StatusAndHeadersParser(["HTTP/"]).parse(stream)
    except (EOFError, StatusAndHeadersParserException) as error:
        raise Unreadable("the response has no status and no headers") from error
    if stream.tell() == _HTTP_HEADERS:
        raise Unreadable(f"the response's headers are longer than {_HTTP_HEADERS:,} bytes")
    return headers, block[stream.tell() :]


def _status(headers: StatusAndHeaders) -> str:
    """The status as sent; the parser leaves the version's digits before it."""
    parts = headers.statusline.split()
    return next((part for part in parts if len(part) == 3 and part.isdecimal()), "none")


def _media_type(stated: str | None) -> tuple[str, str | None]:
    """What a server calls a document, without parameters, and the encoding that it states."""
    charset = _CHARSET.search(stated or "")
    return (stated or "").partition(";")[0].strip().lower(), charset[1] if charset else None


def _decoded(body: bytes, headers: StatusAndHeaders) -> bytes:
    """The body without the codings that it was sent in.

    Raises:
        Unreadable: it is packed in a way that is not read, cut off, or too large.
    """
    if (headers.get_header("transfer-encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(BytesIO(body)).read()
    coding = (headers.get_header("content-encoding") or "identity").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        return _unpacked(body)
    if coding not in ("identity", "none", "utf-8"):
        raise Unreadable(f"the document is packed as '{coding[:30]}', which is not read", "fetch it packed with gzip")
    return body


def _unpacked(body: bytes) -> bytes:
    """What is packed, unpacked up to the bound; what some archives keep unpacked in spite of its headers, as it is."""
    for bits in (zlib.MAX_WBITS + 32, -zlib.MAX_WBITS):  # gzip or zlib, by its beginning; bare deflate
        unpacking = zlib.decompressobj(bits)
        with suppress(zlib.error):
            content = unpacking.decompress(body, MAX_PAYLOAD + 1)
            if len(content) > MAX_PAYLOAD:
                raise Unreadable(f"the document unpacks to more than {MAX_PAYLOAD:,} bytes", "leave it out")
            if not unpacking.eof:
                raise Unreadable("the packed document is cut off", "fetch it again")
            return content
    return body
