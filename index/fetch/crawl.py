"""How is a newsroom brought into a directory? Its listings first, then the pages; a run that was cut short goes on."""

import ssl
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Error as SQLiteError

from index.fetch.archive import Archive
from index.fetch.client import Client, Manners
from index.fetch.errors import FetchFailed
from index.fetch.fates import DAY, Fate
from index.fetch.lists import Lists
from index.fetch.lock import NAME as LOCK
from index.fetch.lock import locked
from index.fetch.newsroom import Plan
from index.fetch.pause import Pause, TimeUp
from index.fetch.resolution import Lookup, look_up
from index.fetch.run import Missed, Reached, Run
from index.fetch.state import NAME, Holdings, connect, damaged
from index.fetch.transport import Bounds, Transport
from index.fetch.visits import Visits

# A run that was cut short can go on for a day; behind that listings are read anew, and pages are kept all the same.
GOES_ON = DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run is done.

    Attributes:
        agent: who we say that we are.
        limit: pages that are asked for at most, None for all.
        pause: by which the run is asked to end.
        clock: seconds since 1970.
        lookup: how names become IP addresses.
    """

    agent: str
    limit: int | None = None
    pause: Pause
    clock: Callable[[], float] = time.time
    lookup: Lookup = look_up


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        fates: pages by what was made of them.
        missed: addresses that were not got, listings among them.
        left: pages that are still to be asked for, None where the run came to its end.
    """

    fates: Mapping[Fate, int]
    missed: int
    left: int | None


def fetch(
    plan: Plan, directory: Path, options: Options, note: Callable[[Missed], None], tell: Callable[[Reached], None]
) -> Summary:
    """Bring what is new and what has changed into a directory.

    Whenever this ends, also by a kill, the directory holds all that was got until then, and the next run goes on.

    Args:
        plan: the newsroom.
        directory: is made if it is not there; holds one newsroom, and nothing else.
        options: how.
        note: is told of every address that is not got.
        tell: is told how far the run is.

    Raises:
        DirectoryBusy: another run is fetching there.
        Interrupted: the run was asked to end.
        FetchFailed: it cannot go on.
    """
    with _opened(plan, directory, options) as (holdings, archive):
        run = Run(
            number=_numbered(holdings, options.clock()),
            plan=plan,
            client=_client(plan, options),
            holdings=holdings,
            archive=archive,
            pause=options.pause,
            clock=options.clock,
            note=note,
            tell=tell,
        )
        return _go(run, options.limit)


def _go(run: Run, limit: int | None) -> Summary:
    visits = Visits(run, limit)
    is_done = False
    try:
        Lists(run).go_through()
        is_done = visits.go_round()
    except TimeUp:
        pass
    if is_done:
        run.holdings.touch_run(run.number, run.clock(), is_finished=True)
    left = None if is_done else visits.left()
    return Summary(Counter(run.progress.fates), run.progress.missed, left)


@contextmanager
def _opened(plan: Plan, directory: Path, options: Options) -> Iterator[tuple[Holdings, Archive]]:
    """The directory's state and archives, for this run alone."""
    _prepare(directory)
    with locked(directory, datetime.fromtimestamp(options.clock(), UTC)), closing(connect(directory)) as connection:
        try:
            holdings = Holdings(connection)
            held = holdings.begin(plan.newsroom.name)
            if held != plan.newsroom.name:
                raise FetchFailed(f"{directory} holds {held}; fetch {plan.newsroom.name} into a directory of its own")
            archive = Archive(directory, holdings.archives(), options.agent)
            archive.mend()
            yield holdings, archive
        except SQLiteError as error:
            raise damaged(directory / NAME, error) from error


def _prepare(directory: Path) -> None:
    """Make the directory, and see that it is not somebody else's."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        others = [path for path in directory.iterdir() if not path.name.startswith((NAME, LOCK, "pages-"))]
    except OSError as error:
        raise FetchFailed(f"{directory} cannot be used: {error.strerror or error}") from error
    if others and not (directory / NAME).exists():
        raise FetchFailed(
            f"{directory} holds other things, such as {others[0].name}; fetch into a directory of its own"
        )


def _numbered(holdings: Holdings, moment: float) -> int:
    """The number of this run: the last one's where that was cut short not long ago."""
    number, latest, is_finished = holdings.last_run()
    if number and not is_finished and moment - latest < GOES_ON:
        with holdings.change():
            holdings.resume_run(number)
        return number
    holdings.start_run(number + 1, moment)
    return number + 1


def _client(plan: Plan, options: Options) -> Client:
    newsroom = plan.newsroom
    transport = Transport(options.lookup, ssl.create_default_context, internal=newsroom.internal)
    manners = Manners(
        plan.origins, options.agent, newsroom.delay, newsroom.tries, Bounds(newsroom.timeout, newsroom.most_bytes)
    )
    return Client(transport, manners, options.pause)
