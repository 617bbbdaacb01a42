"""What does a query ask for? Its signs, put together by the rules of the query language.

    query        = { alternatives }
    alternatives = together { OR together }
    together     = operand { AND operand }
    operand      = { without | "title:" } ( "(" query ")" | phrase [ "~" number ] | word [ "*" ] )

`signs` tells what each of these looks like. Words are looked for in all their forms, phrases and beginnings as written.
Words that nothing joins are searched for together: how many of them must be found is `Match`'s to say. Phrases,
`title:` and what AND and OR join must always be found.

Every text can be read: a sign without what belongs to it is left out, and a remark says so. What is refused is what
holds no word, and what goes beyond the bounds.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from search.analysis import bound, exact, loosened, normalize, units, without_elided, words
from search.errors import N_, InvalidQuery, Problem
from search.query import Match
from search.syntax import remarks
from search.syntax.bounds import MAX_DISTANCE, check_depth, check_length, check_terms
from search.syntax.clauses import Clauses
from search.syntax.remarks import Remark
from search.syntax.signs import TITLE, Kind, Sign, is_plain, outside_phrases, signs
from search.syntax.tree import AtLeast, Everything, Leaf, Near, Node, Phrase, Prefix, Word, all_leaves

_STEPS = {Kind.OPEN: 1, Kind.CLOSE: -1}
_REMEMBERED = 200  # queries; whoever narrows a search or turns its pages asks the same words again
_FUZZY = re.compile(r"(?<=\w)~[0-9.]*$")
# An asterisk that does not end a word; those of gender forms (Minister*innen, jede*r) are for the analysis.
_MISPLACED = re.compile(r"(?<!\w)\*\w|\w\*(?!(?:in|innen|e|er|en|es|r|n|m|s|die|der)\b)\w")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was understood.

    Attributes:
        tree: what is searched for.
        remarks: where it was read otherwise than typed.
        is_mixed: whether AND or OR stand beside other words without parentheses, so that it is worth telling what
            belongs together.
        spelled: what was typed for each word and phrase.
    """

    tree: Node
    remarks: tuple[Remark, ...] = ()
    is_mixed: bool = False
    spelled: Mapping[Leaf, str] = field(default_factory=dict)


def parse(text: str, match: Match = Match.AUTO) -> Node:
    """The tree for a typed query; an empty one asks for everything.

    Raises:
        InvalidQuery: see `read`.
    """
    return read(text, match).tree


@lru_cache(_REMEMBERED)
def read(text: str, match: Match = Match.AUTO) -> Reading:
    """The tree for a typed query, and what there is to say about it.

    Filters (`country:iraq`) are not known here, their values count as words; `take_filters` takes them out before.

    Raises:
        InvalidQuery: there is text, but no word in it; or more than 1,000 characters, 100 words and phrases, 20 words
            in phrases with a tilde, or 20 parentheses within each other.
    """
    check_length(text)
    if not text.strip():
        return Reading(Everything())
    cleaned = outside_phrases(normalize(text), bound)
    if is_plain(cleaned):
        return Reading(_words_together(cleaned, match))
    typed = list(signs(cleaned))
    check_depth(_depth(typed))
    parser = _Parser(typed, match)
    clauses = parser.all()
    if not clauses:
        return Reading(_words_together(cleaned, match), (remarks.ONLY_OPERATORS,))
    tree = clauses.whole()
    check_terms(all_leaves(tree))
    return Reading(tree, tuple(parser.remarks), parser.is_mixed, parser.spelled)


def _words_together(text: str, match: Match) -> Node:
    """The tree for a text without signs, or with none that means anything."""
    found = units(text)
    if not found:
        message = N_("holds no word to search for; type a word, or a phrase between quotation marks")
        raise InvalidQuery([Problem("q", message)])
    wanted = [Word(unit) for unit in dict.fromkeys(_wanted(found, match))]
    check_terms(wanted)
    return Clauses(match, wanted=[*wanted]).whole()


def _wanted(found: Sequence[str], match: Match) -> list[str]:
    """The units of a text; where any word will do, the words that a run with hyphens is made of stand for it."""
    return [each for unit in found for each in (loosened(unit) if match is Match.ANY else [unit])]


def _depth(typed: Sequence[Sign]) -> int:
    """How many parentheses stand within each other."""
    depth = deepest = 0
    for sign in typed:
        depth = max(depth + _STEPS.get(sign.kind, 0), 0)
        deepest = max(deepest, depth)
    return deepest


class _Parser:
    """Goes through the signs once, from left to right."""

    def __init__(self, typed: Sequence[Sign], match: Match) -> None:
        self._signs = typed
        self._place = 0
        self._match = match
        self.remarks: dict[Remark, None] = {}
        self.spelled: dict[Leaf, str] = {}
        self.is_mixed = False

    def all(self) -> Clauses:
        """The whole query, whatever closes too often."""
        found = self._query(in_title=False)
        while self._take(Kind.CLOSE):
            self._remark(remarks.CLOSED_TOO_OFTEN)
            found.add(self._query(in_title=False))
        return found

    def _query(self, in_title: bool) -> Clauses:
        parts = []
        while self._place < len(self._signs) and self._signs[self._place].kind is not Kind.CLOSE:
            parts.append(self._alternatives(in_title))
        parts = [part for part in parts if part]
        self.is_mixed |= len(parts) > 1 and any(part.is_joined for part in parts)
        found = Clauses(self._match)
        for part in parts:
            found.add(part)
        return found

    def _alternatives(self, in_title: bool) -> Clauses:
        parts = self._chain(Kind.EITHER, lambda: self._together(in_title))
        if len(parts) == 1:
            return parts[0]
        self.is_mixed |= any(part.is_joined for part in parts)
        nodes = tuple(dict.fromkeys(part.whole() for part in parts))
        either = nodes[0] if len(nodes) == 1 else AtLeast(1, nodes)
        return Clauses(self._match, required=[either], is_joined=True)

    def _together(self, in_title: bool) -> Clauses:
        parts = self._chain(Kind.BOTH, lambda: self._operand(in_title))
        if len(parts) == 1:
            return parts[0]
        joined = Clauses(self._match, is_joined=True)
        for part in parts:
            joined.require(part)
        return joined

    def _chain(self, joining: Kind, read_part: Callable[[], Clauses]) -> list[Clauses]:
        """The parts that a sign joins, at least one; those without a word only where there is no other."""
        parts = [read_part()]
        while sign := self._take(joining):
            parts.append(read_part())
            if not (parts[-2] and parts[-1]):
                self._remark(remarks.joins_nothing(sign.text))
        return [part for part in parts if part] or parts[:1]

    def _operand(self, in_title: bool) -> Clauses:
        is_kept_out, is_titled, without = False, in_title, None
        while sign := self._take(Kind.WITHOUT) or self._take_field():
            if sign.kind is Kind.WITHOUT:
                is_kept_out, without = not is_kept_out, sign
            is_titled |= sign.names == TITLE
        part = self._primary(is_titled)
        if without and not part:
            self._remark(remarks.joins_nothing(without.text))
        if part and is_titled > in_title:
            part = Clauses(self._match, required=[part.whole()])
        return part.negated() if part and is_kept_out else part

    def _primary(self, in_title: bool) -> Clauses:
        if self._take(Kind.OPEN):
            part = self._query(in_title)
            if not self._take(Kind.CLOSE):
                self._remark(remarks.NEVER_CLOSED)
            return part
        if sign := self._take(Kind.PHRASE):
            return self._phrase(sign, in_title)
        if sign := self._take(Kind.WORD) or self._take(Kind.FIELD):
            return self._word(sign.text, in_title)
        return Clauses(self._match)

    def _phrase(self, sign: Sign, in_title: bool) -> Clauses:
        folded = tuple(map(exact, words(sign.text)))
        if not folded:
            return Clauses(self._match)
        if sign.is_open:
            self._remark(remarks.NO_PARTNER)
        if re.search(r"\w\*(?!\w)", sign.text):
            self._remark(remarks.ASTERISK_IN_PHRASE)
        distinct = tuple(dict.fromkeys(folded))
        leaf: Leaf = Phrase(folded, in_title)
        if sign.distance == "":
            self._remark(remarks.TILDE_WITHOUT_NUMBER)
        elif sign.distance:
            distance = self._distance(sign.distance, len(distinct) - 1)
            leaf = Near(distinct, distance, in_title) if len(distinct) > 1 else Phrase(distinct, in_title)
        self.spelled[leaf] = " ".join(words(sign.text))
        return Clauses(self._match, required=[leaf])

    def _distance(self, typed: str, least: int) -> int:
        distance = min(max(int(typed), least), MAX_DISTANCE)
        if distance != int(typed):
            self._remark(remarks.other_distance(typed, distance))
        return distance

    def _word(self, text: str, in_title: bool) -> Clauses:
        """The words of a clause; an asterisk behind it makes its last one a beginning."""
        if _FUZZY.search(text):
            self._remark(remarks.TILDE_BEHIND_WORD)
            text = _FUZZY.sub("", text)
        if _MISPLACED.search(text):
            self._remark(remarks.ASTERISK_IN_FRONT)
        found: list[Node] = [Word(unit, in_title) for unit in _wanted(units(text), self._match)]
        if found and text.rstrip(".,;:!?").endswith("*"):
            # "UN-Sich*" is a word and a beginning.
            *others, last = words(without_elided(text))
            found = [Word(word, in_title) for word in [*others, last]]
            prefix = Prefix(exact(last), in_title)
            found[-1], self.spelled[prefix] = prefix, last
        # What belongs together, as in "UN-Sicherheitsrat", is joined or kept out as a whole.
        return Clauses(Match.ALL, wanted=found)

    def _take(self, kind: Kind) -> Sign | None:
        """The next sign, if it is of this kind."""
        if self._place == len(self._signs) or self._signs[self._place].kind is not kind:
            return None
        self._place += 1
        return self._signs[self._place - 1]

    def _take_field(self) -> Sign | None:
        """The next sign, if it names a field of what follows; "Land: Irak" with a space names nothing but the title."""
        sign = self._take(Kind.FIELD)
        if sign and sign.is_loose and sign.names != TITLE:
            self._place -= 1
            return None
        return sign

    def _remark(self, remark: Remark) -> None:
        self.remarks[remark] = None
