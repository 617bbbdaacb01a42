"""How do the clauses of a query become one node? Gathered by whether they may, must or must not be found."""

from dataclasses import dataclass, field

from search.query import Match
from search.syntax.tree import AtLeast, Everything, Node, Without


@dataclass(slots=True)
class Clauses:
    """What may be found, what must be found and what must not.

    Attributes:
        match: how many of the wanted words a release must hold.
        is_joined: whether AND or OR join them, without parentheses around.
    """

    match: Match
    wanted: list[Node] = field(default_factory=list)
    required: list[Node] = field(default_factory=list)
    excluded: list[Node] = field(default_factory=list)
    is_joined: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted or self.required or self.excluded)

    def add(self, other: "Clauses") -> None:
        """Take in what stands beside it."""
        self.wanted += other.wanted
        self.required += other.required
        self.excluded += other.excluded

    def require(self, other: "Clauses") -> None:
        """Take in what AND joins to it."""
        if other.wanted or other.required:
            self.required.append(Clauses(other.match, other.wanted, other.required).whole())
        self.excluded += other.excluded

    def negated(self) -> "Clauses":
        """What keeps out the releases that these clauses find; kept out twice is asked for."""
        match self.whole():
            case Without(Everything(), (only,)):
                return Clauses(self.match, required=[only])
            case node:
                return Clauses(self.match, excluded=[node])

    def whole(self) -> Node:
        """One node for all of them."""
        wanted = tuple(node for node in dict.fromkeys(self.wanted) if node not in self.required)
        needed = tuple(dict.fromkeys([*self.required, *([_some(wanted, self.match)] if wanted else [])]))
        excluded = tuple(dict.fromkeys(self.excluded))
        node = _all(needed) if needed else Everything()
        return Without(node, excluded) if excluded else node


def _some(wanted: tuple[Node, ...], match: Match) -> Node:
    minimum = {Match.ALL: len(wanted), Match.ANY: 1, Match.AUTO: _most(len(wanted))}[match]
    return wanted[0] if len(wanted) == 1 else AtLeast(minimum, wanted)


def _all(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else AtLeast(len(nodes), nodes)


def _most(count: int) -> int:
    """How many of so many words must be found: all of two, two of three, three of four to seven, then half.

    GOV.UK's rule, `2<2 3<3 7<50%` in the notation of minimum_should_match.
    """
    if count <= 2:
        return count
    if count == 3:
        return 2
    return 3 if count <= 7 else count // 2
