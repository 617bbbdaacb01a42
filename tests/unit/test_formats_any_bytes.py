"""What may a format do with bytes that are none of its own? Return a draft, or say that they are unreadable."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.draft import Draft, Unreadable
from index.formats import FORMATS, NOTHING, Format, format_of

PIECES = st.sampled_from([
    b"<html>", b"<body>", b"<h1>", b"</p>", b"<p>", b"<title>", b"<meta charset=utf-16>",
    b"<meta property='og:title' content='",
    b"<h1 class='heading__title'><span class='heading__title-text'>", b"04.06.2020 - Rede", b"a.example/x/1\n", b"\n\n",
    b'{"title": ', b'"\\ud800"', b"}", b"[", b"9" * 5_000, b"\x00", b"\xff\xfe", b"\xc3", b"<!--", b"<![CDATA[",
    b"&#0;", b"text ", b"<script type='application/ld+json'>", b"<base href='http://[x'>",
    b"<link rel=canonical href='//[::1'>",
])  # fmt: skip
BYTES = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=20).map(b"".join))


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=BYTES)
@example(content=b"")
@example(content=b"<html><base href='http://[x'><link rel=canonical href='a'><p>x")
def test_no_bytes_make_a_format_raise_anything_of_its_own(format: Format, content: bytes) -> None:
    with suppress(Unreadable):
        for draft in format.read(content, NOTHING):
            assert isinstance(draft, Draft | Unreadable)


@settings(max_examples=150, deadline=None)
@given(head=BYTES)
def test_any_beginning_of_a_file_can_be_asked_for_its_format(head: bytes) -> None:
    assert format_of("unnamed", head) in (*FORMATS, None)


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.jsonl", b"", "JSON Lines"),
        ("A.JSONL.GZ", b"", "JSON Lines"),
        ("a.json", b"{", "JSON"),
        ("a.htm", b"", "HTML page"),
        ("a.txt", b"", "page as text"),
        ("download", b"<!DOCTYPE html>\n<html>", "HTML page"),
        ("download", b'{"title": "x"}', "JSON Lines"),
    ],
)
def test_a_format_is_told_by_the_name_or_else_by_the_beginning(name: str, head: bytes, expected: str) -> None:
    found = format_of(name, head)
    assert found is not None
    assert found.name == expected
