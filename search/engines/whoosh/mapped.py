"""How are arrays kept on disk? Many in one file, written once, mapped by every process that reads it, and checksummed.

    magic · array · array · … · directory (JSON: each array's type, place and checksum, and notes) · footer

Nothing in it is code: a file from a stranger can be refused, but it cannot run anything.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"NEWSROOM"
_ALIGNMENT = 64  # bytes; a cache line, and more than any item needs
_FOOTER = struct.Struct("<QQL8s")  # the directory's place, length and checksum, and the magic again

Array = NDArray[Any]


class DamagedFileError(Exception):
    """A file that is not what `write_arrays` wrote; the message says in what way."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The arrays of a file, read-only and shared with other processes, and the notes beside them."""

    arrays: Mapping[str, Array]
    notes: Mapping[str, Any]


def write_arrays(path: Path, arrays: Mapping[str, Array], notes: Mapping[str, Any]) -> None:
    """Write a file and see it safely on disk."""
    directory: dict[str, Any] = {}
    with path.open("wb") as file:
        file.write(_MAGIC)
        for name, array in arrays.items():
            file.write(bytes(-file.tell() % _ALIGNMENT))
            content = np.ascontiguousarray(array)
            directory[name] = [content.dtype.str, file.tell(), len(content), zlib.crc32(content.data)]
            file.write(content.data)
        listing = json.dumps({"arrays": directory, "notes": notes}, ensure_ascii=False).encode()
        place = file.tell()
        file.write(listing)
        file.write(_FOOTER.pack(place, len(listing), zlib.crc32(listing), _MAGIC))
        file.flush()
        os.fsync(file.fileno())


def open_arrays(path: Path) -> Mapped:
    """Map a file; its directory is checked, its arrays are not read before they are used.

    Raises:
        DamagedFileError: it is cut short, or its directory is damaged.
        OSError: it is not there or may not be read.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < _FOOTER.size:
            raise DamagedFileError(f"{path.name} is cut short")
        buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    directory = _directory(path, buffer)
    arrays = {
        name: np.frombuffer(buffer, dtype, length, place) if length else np.empty(0, dtype)
        for name, (dtype, place, length, _) in directory["arrays"].items()
    }
    return Mapped(arrays, directory["notes"])


def damage(path: Path) -> str | None:
    """What is wrong with a file, None if every byte is as it was written."""
    try:
        mapped = open_arrays(path)
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as buffer:
            places = _directory(path, buffer)["arrays"]
            is_filled = not any(map(any, _fillings(buffer, places)))
    except (DamagedFileError, OSError) as error:
        return str(error)
    wrong = [name for name, array in mapped.arrays.items() if zlib.crc32(array.data) != places[name][3]]
    wrong += [] if is_filled else ["the zeros between arrays"]
    return f"{path.name} is damaged in {', '.join(wrong)}" if wrong else None


def _fillings(buffer: mmap.mmap, places: Mapping[str, tuple[str, int, int, int]]) -> Iterator[bytes]:
    """What lies before each array to align it: zeros."""
    end = len(_MAGIC)
    for dtype, place, length, _ in places.values():
        yield buffer[end:place]
        end = place + length * np.dtype(dtype).itemsize


def _directory(path: Path, buffer: mmap.mmap) -> Mapping[str, Any]:
    place, length, checksum, magic = _FOOTER.unpack(buffer[-_FOOTER.size :])
    listing = buffer[place : place + length]
    if magic != _MAGIC or buffer[: len(_MAGIC)] != _MAGIC:
        raise DamagedFileError(f"{path.name} is cut short, or no file of ours")
    if place + length + _FOOTER.size != len(buffer) or zlib.crc32(listing) != checksum:
        raise DamagedFileError(f"{path.name} is damaged in its directory")
    directory: Mapping[str, Any] = json.loads(listing)
    return directory
