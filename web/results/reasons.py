"""How is it said why a release matches? Each reason in words of the interface."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.errors import N_
from search.explanation import Explanation, Form, Reason
from search.release import Part
from web.locale import Interface

_FORMS: Mapping[Form, str] = {
    Form.EXACT: N_("as typed"),
    Form.STEM: N_("another form of the word"),
    Form.PART: N_("part of a longer word"),
    Form.PARTS: N_("one of the words in it"),
    Form.PREFIX: N_("begins so"),
    Form.PHRASE: N_("the very wording"),
    Form.NEAR: N_("close together"),
    Form.TRANSLATION: N_("a translation"),
}
_LOOSE = (Form.STEM, Form.PART, Form.PARTS, Form.TRANSLATION)
_PLACES: Mapping[Part, str] = {
    Part.TITLE: N_("title"),
    Part.LEAD: N_("introduction"),
    Part.BODY: N_("text"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: what was asked for, the word that met it ("" where it is the same), how, and where it stands."""

    asked: str
    found: str
    how: str
    where: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a release matches.

    Attributes:
        lines: the reasons.
        missing: what of the query the release does not hold.
        is_loose: whether a word was met by another form than the typed one.
    """

    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    is_loose: bool


def why(explanation: Explanation | None, interface: Interface) -> Why | None:
    """An explanation in words; None where there is nothing to explain."""
    if explanation is None or not explanation.reasons:
        return None
    is_loose = any(reason.form in _LOOSE for reason in explanation.reasons)
    lines = tuple(_line(reason, interface) for reason in explanation.reasons)
    return Why(lines, explanation.missing, is_loose)


def _line(reason: Reason, interface: Interface) -> Line:
    where = ", ".join(interface.gettext(_PLACES[part]) for part in reason.where)
    found = "" if reason.found == reason.asked else reason.found
    return Line(reason.asked, found, interface.gettext(_FORMS[reason.form]), where)
