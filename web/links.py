"""What leads somewhere?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A value's name, how many releases have it, written out, and the address of these."""

    label: str
    count: str
    address: str
