"""How is a release kept? As JSON that reads back as the very same release, with a hash of its content."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from search.release import Block, Kind, Minister, Part, Release


@dataclass(frozen=True, slots=True)
class Record:
    """A release as it is kept: its content, and the index's own dates, each one line of JSON."""

    content: bytes
    dates: bytes

    def __bytes__(self) -> bytes:
        return self.content + b"\n" + self.dates

    @property
    def hash(self) -> str:
        """Sixteen hexadecimal digits that differ when anything but the index's own dates differs."""
        return hashlib.blake2b(self.content, digest_size=8).hexdigest()


def record_of(release: Release) -> Record:
    """The record of a release, in UTF-8; `decode` gives back an equal release."""
    dates = {"first_indexed": _moment(release.first_indexed), "changed": _moment(release.changed)}
    return Record(_json(_content(release)), _json(dates))


def decode(record: bytes) -> Release:
    """The release that a record was made of.

    Raises:
        ValueError, KeyError, TypeError: the bytes are no record.
    """
    content, _, dates = record.partition(b"\n")
    fields: dict[str, Any] = json.loads(content) | json.loads(dates)
    fields["kind"] = Kind(fields["kind"])
    fields["blocks"] = tuple(map(_block, fields["blocks"]))
    for name in ("ministers", "people"):
        fields[name] = tuple(Minister(**minister) for minister in fields[name])
    for name in ("countries", "mentions", "translations"):
        fields[name] = tuple(fields[name])
    fields["published"] = fields["published"] and date.fromisoformat(fields["published"])
    for name in ("first_indexed", "changed", "embargo_until"):
        fields[name] = fields[name] and datetime.fromisoformat(fields[name])
    return Release(**fields)


def content_hash(release: Release) -> str:
    """The hash of a release's record."""
    return record_of(release).hash


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


def _json(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()
