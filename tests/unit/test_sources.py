"""Where are the documents, and what is said of files that cannot be read?"""

import gzip
import json
import os
from pathlib import Path

import pytest

from index import sources
from index.outcome import Rejected
from index.sources import Document, documents, find

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
