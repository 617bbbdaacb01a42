"""Whom of the registry do words name? Entries by full name and by surname, and who held an office on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.entities.people import Rule
from index.entities.roles import Role, office_titled
from index.entities.running_text import Words, folded, words_of
from search.analysis import without_accents
from search.ministers import Entry, Office, Registry

_Row = tuple[tuple[str, ...], Entry, Rule]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry whose name stands in the words from `start` to before `end`."""

    entry: Entry
    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Directory:
    """The registry, ready to look for.

    Attributes:
        full: by the first word, folded, the names and aliases, the longest first.
        surnames: by the whole surname, folded, its bearers.
        roles: by the title of an office, the role that it stands for.
    """

    full: Mapping[str, Sequence[_Row]]
    surnames: Mapping[tuple[str, ...], Sequence[Entry]]
    roles: Mapping[str, Role | None]

    def named_in(self, words: Words) -> Iterator[Named]:
        """The entries whose names stand in a text in full, in order; the longest name wins."""
        done = 0
        for place in [place for place, word in enumerate(words.words) if folded(word) in self.full]:
            rows = self.full[folded(words.words[place])] if words.words[place][0].isupper() and place >= done else ()
            row = next((row for row in rows if stands_at(words, place, row[0])), None)
            if row:
                done = place + len(row[0])
                yield Named(row[1], row[2], place, done)

    def holders(self, surname: Sequence[str], role: Role, day: date | None, *, former: bool) -> Sequence[Entry]:
        """The bearers of a surname who held on that day what a role means; `former`: on any earlier day.

        Without a day any term counts. Who held that very office goes before those whom the words only may mean.
        """
        bearers = self.bearers(surname)
        exactly = [entry for entry in bearers if any(self._held(entry, day, former, role.id))]
        return exactly or [entry for entry in bearers if any(self._held(entry, day, former, *role.covers))]

    def bearers(self, surname: Sequence[str]) -> Sequence[Entry]:
        """The entries with a surname, which may have a genitive's s."""
        return self.surnames.get(tuple(surname)) or self.surnames.get(tuple(nominative(surname)), ())

    def own_offices(self, entry: Entry, own: str) -> Iterator[Office]:
        """The offices of an entry at the ministry of that country."""
        return (office for office in entry.offices if office.ministry and office.country == own)

    def _held(self, entry: Entry, day: date | None, former: bool, *ids: str) -> Iterator[bool]:
        for office in entry.offices:
            role = self.roles[office.title]
            if role and role.id in ids:
                began = office.term.start
                yield office.is_held(day) or (former and day is not None and (began is None or began <= day))


def directory_of(registry: Registry) -> Directory:
    """The directory of a registry."""
    full: dict[str, list[_Row]] = {}
    surnames: dict[tuple[str, ...], list[Entry]] = {}
    for entry in registry.entries:
        for name in (entry.minister.name, *entry.aliases):
            rule = Rule.FULL_NAME if name == entry.minister.name else Rule.ALIAS
            for spelling in spellings(name):
                full.setdefault(spelling[0], []).append((spelling, entry, rule))
        for spelling in surnames_of(entry):
            surnames.setdefault(spelling, []).append(entry)
    rows = {first: sorted(each, key=lambda row: -len(row[0])) for first, each in full.items()}
    titles = {office.title for entry in registry.entries for office in entry.offices}
    return Directory(rows, surnames, {title: office_titled(title) for title in titles})


def surnames_of(entry: Entry) -> Iterable[tuple[str, ...]]:
    """The folded surnames of an entry: its own, and those that aliases write otherwise (Lawrow, Lavrov)."""
    own = spellings(entry.surname)
    others = (
        spelling
        for alias in entry.aliases
        if not any(_holds(whole, surname) for whole in spellings(alias) for surname in own)
        for spelling in spellings(alias.rsplit(maxsplit=1)[-1])
    )
    return dict.fromkeys((*own, *others))


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    places = range(len(whole) - len(part) + 1)
    return any(tuple(whole[place : place + len(part)]) == tuple(part) for place in places)


def spellings(name: str) -> Iterable[tuple[str, ...]]:
    """The folded words of a name, with umlauts spelled out and without them: Mueller, Muller."""
    words = words_of(name).words
    return dict.fromkeys((tuple(map(folded, words)), tuple(without_accents(word.casefold()) for word in words)))


def stands_at(words: Words, place: int, name: Sequence[str]) -> bool:
    """Whether a folded name stands at a place, its last word perhaps with a genitive's s: Steinmeiers."""
    end = place + len(name)
    if end > len(words) or not all(_is_within(words, each) for each in range(place + 1, end)):
        return False
    here = list(map(folded, words.words[place:end]))
    return here == list(name) or (here[:-1] == list(name[:-1]) and here[-1] == name[-1] + "s")


def nominative(surname: Sequence[str]) -> list[str]:
    """A folded surname without a genitive's s."""
    return [*surname[:-1], surname[-1].removesuffix("s")]


def _is_within(words: Words, place: int) -> bool:
    return words.follows(place) or words.is_joined(place) or words.is_elided(place) or words.gap(place) == ". "
