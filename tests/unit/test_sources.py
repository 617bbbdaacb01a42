"""Where are the documents, and what is said of files that cannot be read?"""

import gzip
import json
import logging
import os
from pathlib import Path

import pytest
from attacks import record

from index import sources
from index.document import Document
from index.outcome import Place, Rejected
from index.sources import documents, documents_at, find

LINE = json.dumps({"id": "1", "title": "A", "body": "B"}).encode()


def rejects(path: Path) -> list[tuple[int | None, str]]:
    return [(found.place.line, found.reason) for found in documents([path]) if isinstance(found, Rejected)]


def contents(*paths: Path) -> list[bytes]:
    return [found.content.strip() for found in documents(paths) if isinstance(found, Document)]


def test_every_line_is_a_document_and_knows_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"one\n\n  \nfour\r\nfive")
    found = [document for document in documents([file]) if isinstance(document, Document)]
    lines = [(document.place.line, document.content.strip()) for document in found]
    assert lines == [(1, b"one"), (4, b"four"), (5, b"five")]


def test_a_compressed_file_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(b"one\ntwo\n"))
    assert contents(file) == [b"one", b"two"]


def test_directories_are_read_to_the_bottom_sorted_and_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in find([tmp_path])] == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_several_sources_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(name)
    assert contents(tmp_path / "b.txt", tmp_path / "a.txt") == [b"b", b"a"]


def test_links_are_followed_to_files_inside_the_directory_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text("x")
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "c.txt").symlink_to(outside / "a.txt")
    (inside / "d").symlink_to(outside)
    (inside / "e").symlink_to(inside)
    (inside / "f.txt").symlink_to(inside / "f.txt")
    (inside / "g.txt").symlink_to(inside / "gone.txt")
    assert [path.name for path in find([inside])] == ["a.txt", "b.txt"]


def test_what_a_browser_saves_beside_a_page_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><p>x")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "style.css").write_text("x")
    assert [path.name for path in find([tmp_path])] == ["page.html"]


def test_an_empty_file_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert rejects(tmp_path / "a.txt") == [(None, "the file is empty")]


def test_a_binary_file_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\x00\x00")
    assert rejects(tmp_path / "a.html") == [(None, "this is no text")]


def test_a_file_of_an_unknown_kind_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { color: red }")
    assert rejects(tmp_path / "a.css") == [(None, "no format is known for this file")]


def test_an_unreadable_file_is_rejected_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(name)
    opened = Path.open

    def refuse(path: Path, *arguments: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    assert rejects(tmp_path) == [(None, "it cannot be read: Permission denied")]
    assert contents(tmp_path) == [b"b"]


def test_a_missing_file_is_rejected(tmp_path: Path) -> None:
    assert rejects(tmp_path / "gone.txt") == [(None, "it cannot be read: No such file or directory")]


def test_a_compressed_file_that_is_cut_off_gives_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(b"".join(b"%d %s\n" % (number, os.urandom(40).hex().encode()) for number in range(2_000)))
    file.write_bytes(whole[: len(whole) // 2])
    assert len(contents(file)) > 100
    assert rejects(file) == [(None, "the compressed file is cut off")]


def test_a_file_that_only_claims_to_be_compressed_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(LINE)
    assert rejects(tmp_path / "a.jsonl.gz") == [(None, "this is no gzip file, or it is damaged")]


def test_a_page_above_the_bound_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_PAGE", 10)
    (tmp_path / "a.txt").write_text("x" * 11)
    (tmp_path / "b.txt").write_text("x" * 10)
    assert rejects(tmp_path) == [(None, "the file is larger than 10 bytes")]


def test_a_line_above_the_bound_is_rejected_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_LINE", 10)
    (tmp_path / "a.jsonl").write_bytes(b"one\n" + b"x" * 95 + b"\nthree\n")
    assert rejects(tmp_path) == [(2, "the line is longer than 10 bytes")]
    assert contents(tmp_path) == [b"one", b"three"]


def test_lines_in_utf_16_are_rejected_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n", encoding="utf-16")
    assert rejects(tmp_path) == [(None, "the lines are in UTF-16; save the file as UTF-8")]


def test_an_empty_directory_holds_no_documents(tmp_path: Path) -> None:
    assert list(documents([tmp_path])) == []


def test_a_pipe_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    assert rejects(tmp_path) == [(None, "this is no regular file")]


def test_a_page_in_utf_16_without_a_mark_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes("<html><h1>A visit</h1><p>x".encode("utf-16-le"))
    assert rejects(tmp_path) == []
    assert len(contents(tmp_path)) == 1


# Web archives.

PAGE = b"<html><h1>A visit</h1><p>x</html>"
OTHER = b"<html><h1>Another</h1><p>y</html>"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "download"])
def test_every_record_of_an_archive_is_a_document_with_its_number_and_address(tmp_path: Path, name: str) -> None:
    picture = record(b"\x89PNG\x00", headers=b"Content-Type: image/png")
    other = record(OTHER, address=b"https://newsroom.example/en/another-3000125")
    records = [record(b"", carrier=b"warcinfo"), record(PAGE), picture, other]
    pack = gzip.compress if name.endswith(".gz") else bytes
    (tmp_path / name).write_bytes(b"".join(map(pack, records)))
    found = [document for document in documents([tmp_path]) if isinstance(document, Document)]
    assert [document.content for document in found] == [PAGE, OTHER]
    assert [(document.place.line, document.place.entry) for document in found] == [(None, 2), (None, 4)]
    assert [document.address for document in found] == [
        "https://newsroom.example/en/a-visit-3000124",
        "https://newsroom.example/en/another-3000125",
    ]
    assert found[0].place.origin == f"{tmp_path / name}#https://newsroom.example/en/a-visit-3000124"
    assert {document.encoding for document in found} == {"utf-8"}


def test_records_that_are_passed_over_are_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    gone = record(PAGE, status=b"404 Not Found")
    (tmp_path / "a.warc").write_bytes(gone + record(PAGE) + gone + record(b"x", carrier=b"metadata"))
    with caplog.at_level(logging.INFO, "newsroom.index"):
        assert contents(tmp_path) == [PAGE]
    assert [message.partition(": ")[2] for message in caplog.messages] == [
        "3 of 4 records passed over: 2 status 404, 1 type metadata"
    ]


def test_an_archive_without_a_single_document_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(PAGE, status=b"404 Not Found"))
    assert rejects(tmp_path) == [(None, "no record of it holds a release (1 status 404)")]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_that_is_cut_off_gives_what_it_has(tmp_path: Path, name: str) -> None:
    records = [record(PAGE), record(os.urandom(400).hex().encode())]
    packed = b"".join(map(gzip.compress if name.endswith(".gz") else bytes, records))
    (tmp_path / name).write_bytes(packed[:-100])
    assert contents(tmp_path) == [PAGE]
    ((place, reason),) = rejects(tmp_path)
    assert (place, reason[:40]) == (None, "the archive is cut off or damaged behind")


def test_an_address_of_a_file_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A visit\nnewsroom.example/1\n04.06.2020 - Rede\n\nThe secret.")
    redirect = record(b"", status=b"302 Found", headers=b"Location: " + secret.as_uri().encode())
    (tmp_path / "a.warc").write_bytes(redirect + record(PAGE, carrier=b"resource", address=secret.as_uri().encode()))
    (found,) = documents([tmp_path / "a.warc"])
    assert isinstance(found, Document)
    assert (found.content, found.address) == (PAGE, None)


# Places.


@pytest.mark.parametrize(
    ("place", "shown", "origin"),
    [
        (Place("a.html"), "a.html", "/srv/a.html"),
        (Place("b/../a.jsonl", line=17), "b/../a.jsonl, line 17", "/srv/a.jsonl"),
        (Place("/a.rss", entry=3), "/a.rss, entry 3", "/a.rss"),
        (Place("a.warc", None, 3, "https://n.example/1"), "a.warc, entry 3", "/srv/a.warc#https://n.example/1"),
        (Place("a.html", address="https://n.example/1"), "a.html", "/srv/a.html#https://n.example/1"),
    ],
)
def test_a_place_is_told_in_words_and_has_an_absolute_origin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: Place, shown: str, origin: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (str(place), place.origin) == (shown, origin.replace("/srv", str(tmp_path)))


def test_lines_and_records_are_read_again_by_their_places_alone(tmp_path: Path) -> None:
    lines, archive = tmp_path / "a.jsonl", tmp_path / "b.warc"
    lines.write_bytes(b"one\ntwo\nthree\n")
    archive.write_bytes(record(PAGE) + record(PAGE, status=b"404 x") + record(OTHER))
    places = [Place(str(archive), entry=3), Place(str(lines), line=3), Place(str(lines), line=1)]
    found = list(documents_at(places))
    assert [document.content.strip() for document in found if isinstance(document, Document)] == [
        OTHER, b"one", b"three",
    ]  # fmt: skip
    assert [document.place.entry or document.place.line for document in found] == [3, 1, 3]


def test_a_place_without_line_and_entry_means_all_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"one\ntwo\n")
    path = str(tmp_path / "a.jsonl")
    assert len(list(documents_at([Place(path, line=2), Place(path)]))) == 2


def test_a_list_read_again_by_places_wants_those_entries(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"[{}]")
    (document,) = documents_at([Place(str(tmp_path / "a.json"), entry=2), Place(str(tmp_path / "a.json"), entry=5)])
    assert isinstance(document, Document)
    assert document.wanted == {2, 5}


def test_a_file_that_is_gone_is_rejected_again(tmp_path: Path) -> None:
    (found,) = documents_at([Place(str(tmp_path / "gone.jsonl"), line=2)])
    assert isinstance(found, Rejected)
