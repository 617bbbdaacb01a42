"""What holds while many ask, some of them for much, and the index is replaced under them?"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from busy_newsroom import (
    ANY_EDITION,
    CHANGED,
    RELEASES,
    Check,
    Client,
    Crowd,
    bring,
    has_status,
    has_total,
    served,
    word_of,
)

CLIENTS = 16
EDITIONS = range(1, 6)  # the first is there from the start, the last is a rebuild


@dataclass(frozen=True, slots=True)
class Course:
    """What happened while the editions were brought: the crowd, and what the new edition's word found after each."""

    crowd: Crowd
    found: list[int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("busy")


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """Where the newsroom is served."""
    store = f"whoosh:{folder / 'store'}"
    bring(store, folder, EDITIONS[0], rebuild=True)
    with served(store) as server:
        yield server.port


@pytest.fixture(scope="module")
def course(folder: Path, port: int) -> Course:
    """All editions, brought one after the other while the crowd asks."""
    store = f"whoosh:{folder / 'store'}"
    crowd = Crowd(port, asked_of_every_edition())
    found = []
    with crowd.asking(CLIENTS), closing(Client(port)) as watcher:
        for edition in EDITIONS[1:]:
            bring(store, folder, edition, rebuild=edition == EDITIONS[-1])
            found.append(watcher.total(search(q=word_of(edition))))
    return Course(crowd, found)


def search(**parameters: str | int) -> str:
    return f"/api/v1/search?{urlencode({**parameters, 'group': 'none'})}"  # chance makes versions of made-up releases


def asked_of_every_edition() -> list[tuple[str, Check]]:
    return [
        *((search(q=word_of(edition)), has_total(0, CHANGED)) for edition in EDITIONS),
        (search(q=f"{ANY_EDITION}*"), has_total(CHANGED)),
        (search(q=" ".join(map(word_of, EDITIONS)), match="any"), has_total(CHANGED)),
        (search(q=f"berlin -{ANY_EDITION}*"), has_total(RELEASES - CHANGED)),
        (search(q='"alles ruhig"', sort="newest"), has_total(RELEASES)),
        ("/de/search?q=berlin", has_status(200)),
        ("/en/release/release-001", has_status(200)),
        ("/health", has_status(200)),
    ]


def test_no_answer_fails_or_is_wrong_while_the_index_is_changed_and_rebuilt(course: Course) -> None:
    assert course.crowd.faults == []
    assert course.crowd.answers > CLIENTS


def test_who_asks_after_a_run_has_ended_is_answered_from_its_edition(course: Course) -> None:
    assert course.found == [CHANGED] * (len(EDITIONS) - 1)


EXPENSIVE = {
    "the beginning of nearly every word": (search(q="a*", size=100), 200),
    "fifty words of which any will do": (search(q=" ".join(f"w{n}" for n in range(50)), match="any"), 200),
    "a hundred words of which any will do": (search(q=" ".join(f"w{n}" for n in range(100)), match="any"), 200),
    "a hundred beginnings": (search(q=" ".join(f"{n}*" for n in range(100)), match="any"), 200),
    "more words than are searched for": (search(q=" ".join(f"w{n}" for n in range(101)), match="any"), 400),
    "a page far behind the last": (search(page=9_999_999, size=100), 200),
    "a page behind any last": (search(page=10_000_001), 400),
    "a phrase of a hundred words": (search(q=f'"{" ".join(["alles"] * 100)}"'), 200),
    "a hundred phrases": (search(q=" ".join(f'"alles {n}"' for n in range(80))), 200),
    "a thousand characters": (search(q="a" * 1_000), 200),
    "ten thousand characters in an address": ("/en/search?q=" + "a" * 10_000, 414),
    "more characters than are searched for": (search(q="a" * 1_001), 400),
    "all facets": (search(q="alles", lang="de", kind="speech", country="IQ"), 200),
    "a table of everything": ("/search.csv", 200),
}


@pytest.mark.parametrize(("path", "status"), EXPENSIVE.values(), ids=EXPENSIVE.keys())
def test_simple_questions_are_answered_beside_what_is_expensive_on_purpose(port: int, path: str, status: int) -> None:
    expensive = Crowd(port, [(path, has_status(status))])
    with expensive.asking(CLIENTS // 2):
        totals = [total_in_between(port) for _ in range(5)]
    assert totals == [RELEASES] * 5
    assert expensive.faults == []


def total_in_between(port: int) -> int:
    """What somebody else is answered meanwhile."""
    with closing(Client(port)) as client:
        return client.total(search(q="berlin"))
