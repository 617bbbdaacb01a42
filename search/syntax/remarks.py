"""Where is a query read otherwise than it was typed, and how? One sentence for each way of bending it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.errors import N_

_LONGEST_ECHO = 60  # characters


@dataclass(frozen=True, slots=True)
class Remark:
    """How a part of a query was read.

    Attributes:
        message: English, with named places (`%(typed)s`); also the key of its translation.
        values: what fills the places.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        """The message in English with its places filled."""
        return self.message % self.values


CLOSED_TOO_OFTEN = Remark(N_("A closing parenthesis without an opening one was left out."))
NEVER_CLOSED = Remark(N_("An opening parenthesis without a closing one reaches to the end."))
NARROWS_ALL = Remark(N_("A filter narrows the whole search, wherever it stands."))
ANY_OF_THEM = Remark(N_("AND cannot join these filters of the same kind; one of their values is enough."))
NO_PARTNER = Remark(N_("A quotation mark without a partner reaches to the end."))
ONLY_OPERATORS = Remark(N_("There is nothing to join or to leave out; the words are searched for as they stand."))
ASTERISK_IN_PHRASE = Remark(N_("A phrase is searched for as written; the asterisk in it was left out."))
ASTERISK_IN_FRONT = Remark(N_("An asterisk stands for the end of a word only; elsewhere it was left out."))
TILDE_BEHIND_WORD = Remark(N_("A tilde belongs behind a phrase; elsewhere it was left out."))
TILDE_WITHOUT_NUMBER = Remark(N_("A tilde without a number was left out; “~5” means within five words."))


def joins_nothing(operator: str) -> Remark:
    """An AND, OR, NOT or minus that lacks a side."""
    return Remark(N_("“%(typed)s” has nothing to join or to leave out and was left out."), {"typed": operator})


def other_distance(typed: str, distance: int) -> Remark:
    """A distance that is too short for the words, or longer than any."""
    return Remark(N_("“~%(typed)s” was read as “~%(distance)s”."), {"typed": _echo(typed), "distance": distance})


def no_date(typed: str) -> Remark:
    """What stands behind `date:` is none."""
    message = N_("“%(typed)s” holds no date (such as 2020, 2020-06 or 2020-06-04); searched for as a word.")
    return Remark(message, {"typed": _echo(typed)})


def unknown_value(typed: str) -> Remark:
    """What stands behind a facet's name is none of its values."""
    return Remark(N_("“%(typed)s” names nothing to filter by; searched for as words."), {"typed": _echo(typed)})


def too_many_values(typed: str, count: int) -> Remark:
    """What stands behind a facet's name fits a whole crowd of values."""
    message = N_("“%(typed)s” fits %(count)s names, too many to filter by; searched for as words.")
    return Remark(message, {"typed": _echo(typed), "count": count})


def not_left_out(typed: str) -> Remark:
    """A filter behind a minus or NOT."""
    message = N_("A filter cannot be left out; the words of “%(typed)s” are kept out instead.")
    return Remark(message, {"typed": _echo(typed)})


def dates_swapped(typed: str) -> Remark:
    """A range that ends before it begins."""
    return Remark(N_("The two dates of “%(typed)s” were swapped."), {"typed": _echo(typed)})


def last_date_counts(typed: str) -> Remark:
    """More than one date."""
    return Remark(N_("Of several dates the last one counts: “%(typed)s”."), {"typed": _echo(typed)})


def _echo(typed: str) -> str:
    """What a remark repeats of a query: not the whole of a page that somebody pasted."""
    return typed if len(typed) <= _LONGEST_ECHO else typed[:_LONGEST_ECHO] + "…"
