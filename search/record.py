"""How is a release kept? As one JSON object that reads back as the very same release, and a hash of its content."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from search.release import Block, Kind, Minister, Part, Release


def encode(release: Release) -> bytes:
    """The release as UTF-8 JSON with sorted keys; `decode` gives back an equal release."""
    return json.dumps(asdict(release), ensure_ascii=False, sort_keys=True, default=_plain).encode()


def decode(record: bytes) -> Release:
    """The release that `encode` was given.

    Raises:
        ValueError, KeyError, TypeError: the bytes are not what `encode` writes.
    """
    fields: dict[str, Any] = json.loads(record)
    fields["kind"] = Kind(fields["kind"])
    fields["blocks"] = tuple(Block(Part(block["part"]), block["text"], block["language"]) for block in fields["blocks"])
    fields["ministers"] = tuple(Minister(**minister) for minister in fields["ministers"])
    fields["countries"] = tuple(fields["countries"])
    fields["translations"] = tuple(fields["translations"])
    fields["published"] = fields["published"] and date.fromisoformat(fields["published"])
    for name in ("first_indexed", "changed", "embargo_until"):
        fields[name] = fields[name] and datetime.fromisoformat(fields[name])
    return Release(**fields)


def content_hash(release: Release) -> str:
    """Sixteen hexadecimal digits that differ when anything but the index's own dates differs."""
    content = encode(replace(release, first_indexed=None, changed=None))
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"not part of a release: {value!r}")
