"""Which formats are there, and how is each told from the others? One module a format: pure, bytes → Draft.

Every reader raises `index.draft.Unreadable` and nothing else, whatever the bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.draft import Draft
from index.formats import html, json_lines, page_text


@dataclass(frozen=True, slots=True)
class Format:
    """A notation that releases come in.

    Attributes:
        name: as in messages.
        suffixes: of files in it, in lower case.
        by_line: whether every line is a document.
        recognizes: whether the beginning of a file, some thousand bytes, looks like it.
        read: one document's bytes to its draft; raises `Unreadable`.
    """

    name: str
    suffixes: tuple[str, ...]
    by_line: bool
    recognizes: Callable[[bytes], bool]
    read: Callable[[bytes], Draft]


def _by_name_alone(head: bytes) -> bool:
    """No beginning tells this format."""
    return False


FORMATS: Sequence[Format] = (
    Format("JSON Lines", (".jsonl", ".ndjson", ".jsonl.gz"), True, json_lines.recognizes, json_lines.read),
    Format("JSON", (".json",), False, _by_name_alone, json_lines.read),
    Format("HTML page", (".html", ".htm", ".xhtml"), False, html.recognizes, html.read),
    Format("page as text", (".txt",), False, page_text.recognizes, page_text.read),
)


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file, by its name and else by how it begins; None if there is none for it."""
    by_name = (format for format in FORMATS if name.lower().endswith(format.suffixes))
    by_content = (format for format in FORMATS if format.recognizes(head))
    return next(by_name, None) or next(by_content, None)
