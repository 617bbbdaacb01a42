"""What can a hostile request do to the site? Be answered like any other: never with a fault of ours.

Every address of the site is asked, as its own table of them has it, so that a new one cannot be forgotten.
"""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

import pytest
from builders import a_release
from hostile_requests import HEADER_NAMES, HEADER_TEXTS, IDS, METHODS, NASTY, TOLD_TOO_MUCH
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pages.browsing import NOW, RELEASES, browse, store
from werkzeug.test import create_environ, run_wsgi_app

from search.engines.memory import MemoryEngine
from web.params import PARAMETERS
from web.serving.headers import HEADERS

GONE = replace(a_release("gone"), withdrawn=NOW)
MOVED = replace(a_release("moved"), withdrawn=NOW, moved_to="//evil.example")


def a_site() -> Any:
    engine = MemoryEngine(lambda: NOW)
    store(engine, *RELEASES, GONE, MOVED, a_release("//evil.example"))
    return browse(engine.reader()).application


SITE = a_site()
RULES = sorted({rule.rule for rule in SITE.url_map.iter_rules()})

NAMES = (*(name.encode() for name in PARAMETERS), b"find", b"v", b"after", b"since", b"callback", b"__proto__", b"q[]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it stands on the wire."""

    method: str
    path: bytes
    query: bytes
    headers: dict[str, str]
    body: bytes = b""

    def environ(self) -> dict[str, Any]:
        """As a server hands it to the site: the path taken out of its escapes, all else as it came."""
        environ = create_environ("/", method="GET", environ_base={"REMOTE_ADDR": "127.0.0.1"})
        environ["REQUEST_METHOD"] = self.method
        environ["PATH_INFO"] = unquote_to_bytes(self.path).decode("latin-1")
        environ["QUERY_STRING"] = self.query.decode("latin-1")
        environ["RAW_URI"] = environ["REQUEST_URI"] = (self.path + b"?" + self.query).decode("latin-1")
        environ["wsgi.input"].write(self.body)
        environ["wsgi.input"].seek(0)
        for name, text in self.headers.items():
            key = name.upper().replace("-", "_")
            environ[key if key.startswith("CONTENT_") and key != "CONTENT_ENCODING" else f"HTTP_{key}"] = text
        return environ


def paths(rule: str) -> st.SearchStrategy[bytes]:
    """Addresses that this rule matches, or nearly."""
    parts = []
    for fixed, kind in re.findall(r"([^<]*)(?:<([^:>(]+)[^>]*>)?", rule):
        parts.append(st.just(fixed.encode()))
        if kind == "any":
            values = re.findall(rf"{re.escape(fixed)}<any\(([^)]*)\)", rule)[0].split(", ")
            parts.append(st.sampled_from([*(value.encode() for value in values), b"xx", b"DE", b"%00"]))
        elif kind:
            parts.append(
                st.one_of(st.sampled_from(IDS + NASTY), st.binary(max_size=40).map(quote_from_bytes).map(str.encode))
            )
    return st.tuples(*parts).map(b"".join)


VALUES = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=30).map(lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()),
)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES + NASTY[:12]), VALUES), max_size=5).map(
    lambda pairs: b"&".join(name + b"=" + value for name, value in pairs)
)
TEXTS = st.one_of(
    st.sampled_from(HEADER_TEXTS), st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30)
)
HEADERS_ASKED = st.dictionaries(st.sampled_from(HEADER_NAMES), TEXTS, max_size=4)
BODIES = st.sampled_from([b"", b"x", b"{", b"a=b&c", b"--x\r\n\r\n", b"\x00" * 2_000])


def requests(rule: str) -> st.SearchStrategy[Asked]:
    # Most of them are read, so that they reach what is behind an address.
    methods = st.one_of(st.just("GET"), st.just("GET"), st.sampled_from(METHODS))
    return st.builds(Asked, methods, paths(rule), QUERIES, HEADERS_ASKED, BODIES)


def check(asked: Asked) -> None:
    """Ask, and look at the answer."""
    parts, status, headers = run_wsgi_app(SITE, asked.environ(), buffered=True)
    body, code = b"".join(parts), int(status.split()[0])
    assert code < 500, (asked, status, body[:300])
    assert {name: headers[name] for name in HEADERS if name in headers}.keys() == HEADERS.keys(), asked
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers, asked
    assert re.fullmatch(r"(?!/[/\\])/.*", headers.get("Location", "/")), (asked, headers["Location"])
    assert not any(control in text for _, text in headers for control in "\r\n\0"), (asked, headers)
    assert asked.path.startswith(b"/static") or not TOLD_TOO_MUCH.search(body), (asked, body)
    assert not (b"<script>alert" in body and b"html" in headers["Content-Type"].encode()), asked
    if asked.method == "HEAD" or code == 304:
        assert body == b"", asked


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(data=st.data())
def test_whatever_is_asked_at_an_address_is_answered_without_a_fault(rule: str, data: st.DataObject) -> None:
    check(data.draw(requests(rule)))
