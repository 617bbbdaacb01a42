"""What does a run share among its parts? Its number and moment, what it talks through, and what it has counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from index.fetch.archive import Archive
from index.fetch.client import Client
from index.fetch.errors import FetchFailed, NotGot
from index.fetch.fates import Fate
from index.fetch.newsroom import Plan
from index.fetch.pause import Pause
from index.fetch.state import Holdings

MOST_IN_A_ROW = 5  # addresses not got one after the other, behind which a newsroom is taken to be out of order


@dataclass(frozen=True, slots=True)
class Missed:
    """An address that was not got: why, and what to do."""

    address: str
    reason: str
    do: str

    def __str__(self) -> str:
        return f"Not got: {self.address}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a run is: listings read, pages asked for, and those that are still to be."""

    listings: int
    done: int
    left: int


@dataclass(slots=True)
class Progress:
    """What a run has done until now.

    Attributes:
        fates: pages by what was made of them.
        missed: addresses not got, pages and listings.
        listings: listings and parts of them that were dealt with.
        in_a_row: the last ones that were not got, one after the other, for want of an answer.
    """

    fates: Counter[Fate] = field(default_factory=Counter)
    missed: int = 0
    listings: int = 0
    in_a_row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run under way.

    Attributes:
        number: from 1; one that was cut short keeps it when it goes on.
        plan: what is fetched.
        client: what is talked through.
        holdings, archive: where it is kept.
        pause: by which it is asked to end.
        clock: seconds since 1970.
        note: is told of every address that is not got.
        tell: is told how far the run is.
        progress: what was done.
    """

    number: int
    plan: Plan
    client: Client
    holdings: Holdings
    archive: Archive
    pause: Pause
    clock: Callable[[], float]
    note: Callable[[Missed], None]
    tell: Callable[[Reached], None]
    progress: Progress = field(default_factory=Progress)

    def miss(self, address: str, error: NotGot) -> None:
        """Tell of an address that was not got."""
        self.progress.missed += 1
        self.note(Missed(address, error.reason, error.do))

    def bear(self, error: NotGot | None) -> None:
        """Go on behind an answer (None), or behind one that did not come, unless too many did not.

        Raises:
            FetchFailed: the newsroom is taken to be out of order.
        """
        self.progress.in_a_row = self.progress.in_a_row + 1 if error is not None and error.transient else 0
        if error is not None and self.progress.in_a_row >= MOST_IN_A_ROW:
            raise FetchFailed(
                f"{MOST_IN_A_ROW} addresses one after the other were not got, the last one because: {error.reason}; "
                "what was got is kept; try again later"
            )
