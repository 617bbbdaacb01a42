"""How far is a run? A bar on a terminal, one line a minute elsewhere, nothing where it should be quiet."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from index.document import Document, Source
from index.log import Log

Documents = Iterable[Source]

MINUTE = 60.0  # seconds between two lines where there is no terminal


@contextmanager
def shown(documents: Documents, size: int, log: Log) -> Iterator[Documents]:
    """The same documents, with their progress told on stderr as they are taken.

    Args:
        documents: what is to be indexed.
        size: bytes of all the files.
        log: where it is told.
    """
    if log.quiet:
        yield documents
    elif log.has_bar:
        step = max(1, size // 500)  # drawing the bar for every release would cost more than indexing it
        with click.progressbar(
            length=size, label="Indexing", file=sys.stderr, item_show_func=_shown, update_min_steps=step
        ) as bar:
            yield _with_bar(documents, bar)
    else:
        yield _with_lines(documents, log)


def _with_bar(documents: Documents, bar: Any) -> Iterator[Source]:
    started = time.monotonic()
    source, read = "", 0
    for number, document in enumerate(documents, start=1):
        if isinstance(document, Document):
            if document.place.source != source:
                source, read = document.place.source, 0
            rate = number / max(time.monotonic() - started, 0.001)
            bar.update(document.read - read, f"{number:,} releases, {rate:,.0f} a second")
            read = document.read
        yield document


def _shown(item: str | None) -> str:
    return item or ""


def _with_lines(documents: Documents, log: Log) -> Iterator[Source]:
    started = told = time.monotonic()
    for number, document in enumerate(documents):
        now = time.monotonic()
        if now - told >= MINUTE:
            told = now
            rate = number / (now - started)
            log.tell("progress", f"{number:,} documents, {rate:,.0f} a second", documents=number)
        yield document


@contextmanager
def counting(label: str, log: Log) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how many releases are done, and of how many; it tells so on stderr.

    Args:
        label: what is done with them.
        log: where it is told.
    """
    if log.quiet:
        yield lambda done, of: None
    elif log.has_bar:
        with click.progressbar(length=1, label=label, file=sys.stderr, show_pos=True) as bar:
            yield lambda done, of: _advance(bar, done, of)
    else:
        yield _Lines(label, log).tell


def _advance(bar: Any, done: int, of: int) -> None:
    bar.length = of
    bar.update(done - bar.pos)


class _Lines:
    """A line a minute."""

    def __init__(self, label: str, log: Log) -> None:
        self._label = label
        self._log = log
        self._started = self._told = time.monotonic()

    def tell(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._told >= MINUTE:
            self._told = now
            rate = done / (now - self._started)
            self._log.tell(
                "progress", f"{self._label}: {done:,} of {of:,} releases, {rate:,.1f} a second", encoded=done
            )
