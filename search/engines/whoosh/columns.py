"""How are the facts of releases kept in the index? One column of JSON, read whole when a reader opens."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from whoosh.reading import IndexReader

from search.facts import Facts

COLUMN = "facts"


def encode_facts(facts: Facts) -> bytes:
    """The facts as UTF-8 JSON."""
    return json.dumps(asdict(facts), ensure_ascii=False, default=lambda day: day.isoformat()).encode()


def decode_facts(column: bytes) -> Facts:
    """The facts that `encode_facts` was given."""
    fields: dict[str, Any] = json.loads(column)
    fields["published"] = fields["published"] and date.fromisoformat(fields["published"])
    fields["embargo_until"] = fields["embargo_until"] and datetime.fromisoformat(fields["embargo_until"])
    fields["translations"] = tuple(fields["translations"])
    return Facts(**fields)


def read_columns(reader: IndexReader) -> Mapping[int, Facts]:
    """The facts of every release that the index holds, by document number."""
    facts = {}
    for segment, offset in reader.leaf_readers():
        if segment.doc_count() == 0:
            continue
        column = segment.column_reader(COLUMN)
        facts.update({number + offset: decode_facts(column[number]) for number in segment.all_doc_ids()})
    return facts
