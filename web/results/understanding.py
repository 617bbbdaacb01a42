"""How was a query read, where that is worth telling? What is searched for, and where it differs from what was typed."""

from dataclasses import dataclass

from search.syntax import read, written
from web.locale import Interface
from web.params import Asked


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What is told about the reading of a query.

    Attributes:
        text: what is searched for, in the query language with all its parentheses; "" for everything.
        remarks: sentences about what was read otherwise than typed.
    """

    text: str
    remarks: tuple[str, ...]


def read_as(asked: Asked, interface: Interface) -> ReadAs | None:
    """The reading in a language of the interface; None for a query that cannot be mistaken."""
    reading = read(asked.query.text, asked.query.match)
    if not asked.remarks and not reading.is_mixed:
        return None
    remarks = tuple(interface.gettext(remark.message, **remark.values) for remark in asked.remarks)
    return ReadAs(written(reading.tree, interface.code, reading.spelled), remarks)
