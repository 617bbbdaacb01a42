"""What runs within a copy of the packages: takes one question a line, and answers each with a line of JSON."""

import json
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient

from index.translating import dictionary_of
from search.analysis import words
from search.cli import main, settings_in_force
from search.dictionary import Dictionary
from search.engines import open_engine
from search.ministers import load_registry
from web.app import create_app
from web.locale import load_interfaces


def newsroom(*arguments: str) -> dict[str, Any]:
    """What a command prints, and its exit status."""
    result = CliRunner().invoke(main, arguments)
    return {"status": result.exit_code, "out": result.stdout, "err": result.stderr, "raised": repr(result.exception)}


def get(address: str, accept: str) -> dict[str, Any]:
    """What the site answers."""
    answer = _site().get(address, headers={"Accept-Language": accept})
    return {"status": answer.status_code, "text": answer.text, "to": answer.headers.get("Location")}


def number(code: str, number: int) -> str:
    """A number as the interface writes it."""
    return load_interfaces()[code].number(number)


def translations(text: str) -> list[list[str]]:
    """What words in a row are called in other languages, for all that an index knows without learning."""
    return [[each.language, each.text] for each in _dictionary().translations(words(text))]


@cache
def _site() -> FlaskClient:
    settings = settings_in_force()
    reader = open_engine("whoosh:newsroom-store").reader()
    return create_app(reader, settings, load_registry(settings.ministers)).test_client()


@cache
def _dictionary() -> Dictionary:
    return dictionary_of(settings_in_force(), [], {})


ASKED: Mapping[str, Callable[..., Any]] = {
    "newsroom": newsroom,
    "get": get,
    "number": number,
    "translations": translations,
    "words": words,
}

if __name__ == "__main__":
    for line in sys.stdin:
        asked, arguments = json.loads(line)
        sys.stdout.write(json.dumps(ASKED[asked](*arguments)) + "\n")
        sys.stdout.flush()
