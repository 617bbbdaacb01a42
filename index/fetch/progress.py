"""How far is a run? A bar on a terminal, one line a minute elsewhere, nothing where it should be quiet."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from index.fetch.run import Reached
from index.log import Log
from index.progress import MINUTE

Tell = Callable[[Reached], None]


@contextmanager
def shown(log: Log) -> Iterator[Tell]:
    """What is to be told how far a run is; it says so on stderr."""
    if log.quiet:
        yield lambda reached: None
    elif log.has_bar:
        with click.progressbar(
            length=1, label="Fetching", file=sys.stderr, show_eta=False, item_show_func=_shown
        ) as bar:

            def draw(reached: Reached) -> None:
                bar.length = max(1, reached.done + reached.left)
                bar.update(reached.done - bar.pos, _said(reached))

            yield draw
    else:
        yield _lines(log)


def _lines(log: Log) -> Tell:
    told = time.monotonic()

    def tell(reached: Reached) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= MINUTE:
            told = now
            log.tell("progress", _said(reached), listings=reached.listings, pages=reached.done, left=reached.left)

    return tell


def _said(reached: Reached) -> str:
    return f"{reached.listings:,} listings, {reached.done:,} pages, {reached.left:,} to go"


def _shown(item: str | None) -> str:
    return item or ""
