"""How is a release kept? As JSON that reads back as the very same release, with a hash of its content.

Its history is kept the same way: the versions of it that others have replaced.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from search.release import Block, Kind, Minister, Part, Release
from search.revision import Revision


@dataclass(frozen=True, slots=True)
class Record:
    """A release as it is kept: its content, and what the index knows of it, each one line of JSON."""

    content: bytes
    tracking: bytes

    def __bytes__(self) -> bytes:
        return self.content + b"\n" + self.tracking

    @property
    def hash(self) -> str:
        """Sixteen hexadecimal digits that differ when anything but the index's own knowledge differs."""
        return hashlib.blake2b(self.content, digest_size=8).hexdigest()


def record_of(release: Release) -> Record:
    """The record of a release, in UTF-8; `decode` gives back an equal release."""
    return Record(_json(_content(release)), _json(_tracking(release)))


def decode(record: bytes) -> Release:
    """The release that a record was made of.

    Raises:
        ValueError, KeyError, TypeError: the bytes are no record.
    """
    content, _, tracking = record.partition(b"\n")
    return _release(json.loads(content) | json.loads(tracking))


def content_hash(release: Release) -> str:
    """The hash of a release's record."""
    return record_of(release).hash


def history_record(revisions: Sequence[Revision]) -> bytes:
    """The record of a release's history, in UTF-8; `decode_history` gives back equal revisions."""
    return _json([[_moment(each.seen), _moment(each.replaced), _content(each.release)] for each in revisions])


def decode_history(record: bytes) -> tuple[Revision, ...]:
    """The revisions that a record was made of.

    Raises:
        ValueError, KeyError, TypeError: the bytes are no record of a history.
    """
    rows = json.loads(record)
    return tuple(
        Revision(_release(content), datetime.fromisoformat(seen), datetime.fromisoformat(replaced))
        for seen, replaced, content in rows
    )


def _release(fields: dict[str, Any]) -> Release:
    fields["kind"] = Kind(fields["kind"])
    fields["blocks"] = tuple(map(_block, fields["blocks"]))
    for name in ("ministers", "people"):
        fields[name] = tuple(Minister(**minister) for minister in fields[name])
    for name in ("countries", "mentions", "translations"):
        fields[name] = tuple(fields[name])
    fields["published"] = fields["published"] and date.fromisoformat(fields["published"])
    for name in _MOMENTS:
        if fields.get(name):
            fields[name] = datetime.fromisoformat(fields[name])
    return Release(**fields)


_MOMENTS = ("embargo_until", "first_indexed", "changed", "withdrawn")


def _tracking(release: Release) -> dict[str, Any]:
    moments = {name: _moment(getattr(release, name)) for name in _MOMENTS[1:]}
    return {**moments, "moved_to": release.moved_to, "origin": release.origin}


def _content(release: Release) -> dict[str, Any]:
    return {
        "id": release.id,
        "url": release.url,
        "kind": release.kind.value,
        "published": release.published.isoformat() if release.published else None,
        "language": release.language,
        "blocks": [_block_fields(block) for block in release.blocks],
        "ministers": list(map(_minister_fields, release.ministers)),
        "people": list(map(_minister_fields, release.people)),
        "countries": release.countries,
        "mentions": release.mentions,
        "translations": release.translations,
        "embargo_until": _moment(release.embargo_until),
    }


def _minister_fields(minister: Minister) -> dict[str, str]:
    return {"id": minister.id, "name": minister.name}


def _block_fields(block: Block) -> dict[str, Any]:
    fields = {"part": block.part.value, "text": block.text, "language": block.language}
    return fields | ({"also": block.also} if block.also else {})


def _block(fields: Mapping[str, Any]) -> Block:
    return Block(Part(fields["part"]), fields["text"], fields["language"], tuple(fields.get("also", ())))


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _json(fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()
