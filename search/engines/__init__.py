"""Where is the index, and which engine serves it? `open_engine` reads an address; each engine keeps `search.engine`."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from search.engine import Engine
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.errors import EngineUnavailable
from search.vectors import Encoder

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def open_engine(address: str, clock: Clock = utc_now, encoder: Encoder | None = None) -> Engine:
    """The engine at an address; nothing is read or written before its first use.

    Args:
        address: `memory:` (new and empty, for tests) or `whoosh:DIRECTORY`.
        clock: tells the moment by which embargoes are judged.
        encoder: by which readers refine the order of the best matches, None to leave it to words.

    Raises:
        EngineUnavailable: no engine is known by this address.
    """
    scheme, _, place = address.partition(":")
    if address == "memory:":
        return MemoryEngine(clock)
    if scheme == "whoosh" and place:
        return WhooshEngine(Path(place), clock, encoder)
    raise EngineUnavailable(f"{address}: not the address of a store; write whoosh:DIRECTORY")
