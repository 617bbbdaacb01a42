"""What does the sample corpus answer to the examples of the API's description? `make examples` records it."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from pages.browsing import browse

from index.cli import SAMPLE
from search.cli import main
from search.engines import open_engine
from search.ministers import load_registry
from web.description.openapi import EXAMPLES, address_of
from web.description.operations import JSON, OPERATIONS

DIFFERENT = {"took_ms": 1.8, "first_indexed": "2024-01-01T08:00:00+00:00", "seen": "2024-01-01T08:00:00+00:00"}
"""What differs from run to run, and what stands in its place."""


@contextmanager
def sample_site() -> Iterator[FlaskClient]:
    """A browser at a site that holds the sample corpus, as the command indexes it."""
    with tempfile.TemporaryDirectory() as folder:
        store = f"whoosh:{folder}/store"
        main(["index", str(SAMPLE), "--store", store, "--quiet"], standalone_mode=False)
        yield browse(open_engine(store).reader(), registry=load_registry())


def answers(browser: FlaskClient) -> dict[str, Any]:
    """The answer to each example that is JSON, but for the document itself and what says how the site is."""
    return {
        each.name: settled(browser.get(address_of(each, each.example)).json)
        for each in OPERATIONS.values()
        if each.media == JSON and each.path.startswith("/api/") and each.example
    }


def settled(answer: Any) -> Any:
    """An answer without what differs from run to run."""
    if isinstance(answer, list):
        return [settled(each) for each in answer]
    if isinstance(answer, dict):
        return {name: _settled(name, value) for name, value in answer.items()}
    return answer


def _settled(name: str, value: Any) -> Any:
    return DIFFERENT[name] if value and name in DIFFERENT else settled(value)


if __name__ == "__main__":
    with sample_site() as browser:
        Path(EXAMPLES).write_text(json.dumps(answers(browser), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{EXAMPLES} is written anew\n")
