"""Who fetches into a directory? One run at a time; the others are told which."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from index.fetch.errors import FetchFailed

NAME = "holdings.lock"


class DirectoryBusy(FetchFailed):
    """Another run is fetching into this directory."""


@contextmanager
def locked(directory: Path, moment: datetime) -> Iterator[None]:
    """Hold the directory; the system frees it if the process dies.

    Raises:
        DirectoryBusy: another process holds it; the message says which, and since when.
        FetchFailed: nothing can be written there.
    """
    path = directory / NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise FetchFailed(f"{directory} cannot be written to: {error.strerror or error}") from error
    try:
        _claim(descriptor, directory)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()}, since {moment:%Y-%m-%d %H:%M:%S} UTC\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _claim(descriptor: int, directory: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "another process"
        raise DirectoryBusy(f"{directory} is being fetched into by {holder}; try again when that is done") from error
