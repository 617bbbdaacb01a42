"""Whom does a text call by an office? Offices and the names beside them, whether or not a registry holds the person."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.entities.naming import MOST, Name, country_at, is_country, is_word, name_at
from index.entities.roles import ADJECTIVE, Role, Spoken, may_begin, office_at, table
from index.entities.running_text import Words, folded

_PHRASE = 14  # words that may stand between an office and the name behind a comma
_FIRST_HALVES = frozenset({"South", "North", "Saudi", "New", "Costa", "Bosnian"})
_CLOSING = (",", ".", ";", ":", ")", "!", "?", " –", " -")  # what stands behind a name that a comma began


@dataclass(frozen=True, slots=True)
class Called:
    """A name with an office.

    Attributes:
        role: the office.
        title: as its one holder is called, in the language of its words.
        words: the words of the office, as written, with those of its country or body.
        country: the words of the country, "" where the text names none.
        name: where the name stands.
        start, end: the places of the first of these words, and behind the last.
        deputy: whether the person only stands in for the holder.
        former: whether the person is said not to hold it now.
    """

    role: Role
    title: str
    words: str
    country: str
    name: Name
    start: int
    end: int
    deputy: bool
    former: bool


def called_in(words: Words) -> Iterator[Called]:
    """All names that a text calls by an office, in order: "his Dutch counterpart Stef Blok", "Ministers X and Y".

    A name behind a comma must be full: "the Foreign Minister of Jordan, Ayman Safadi". No such name is taken for bare
    Presidents and Ministers: "the President, John Smith".
    """
    done = 0
    for place in [place for place, word in enumerate(words.words) if may_begin(word)]:
        office = office_at(words, place) if place >= done else None
        if office:
            found = list(_called(words, office))
            yield from found
            done = max([office.end, *(each.end for each in found)])


def _called(words: Words, office: Spoken) -> Iterator[Called]:
    name, country = _name_behind(words, office)
    start, before = _before(words, office.start)
    name = name or _name_before(words, office, start)
    if name is None:
        return
    vocabulary = table().vocabulary
    mark = _mark(words, start)
    called = Called(
        role=office.form.role,
        title=office.form.title,
        words=words.between(start, office.end),
        country=before or country,
        name=name,
        start=min(start, name.start),
        end=max(office.end, name.end),
        deputy=mark in vocabulary["deputy"] or folded(before) in vocabulary["deputy"],
        former=mark in vocabulary["former"] or folded(before) in vocabulary["former"],
    )
    yield called
    yield from _listed(words, office, called)


def _name_behind(words: Words, office: Spoken) -> tuple[Name | None, str]:
    """The name that goes with an office, and the country between them."""
    place = _behind_department(words, office.form.role, office.end)
    name = name_at(words, place) if words.follows(place) and not _is_of(words, place) else None
    if name and not is_country(words, name.start, name.end):
        return name, ""
    if office.form.plural:
        return None, ""
    country, behind = _country_behind(words, place)
    if country and words.follows(behind) and (name := name_at(words, behind)) and name.is_full:
        return name, country
    return _apposition(words, office, behind), country


def _is_of(words: Words, place: int) -> bool:
    """Whether a place follows, as in "Ministerpräsident von Bayern", rather than a noble name: "von der Leyen"."""
    return words.words[place] == "von" and words.words[place + 1 : place + 2] != ("der",)


def _behind_department(words: Words, role: Role, place: int) -> int:
    """The place behind what a minister is in charge of: Minister [of Justice], Minister [für Wirtschaft]."""
    vocabulary = table().vocabulary
    end = place
    while role.department and end < len(words) and words.gap(end) in (" ", ", ", "-", "- "):
        word = words.words[end]
        if word in vocabulary["departments"]:
            place = end + 1
        elif folded(word) not in vocabulary["joining"]:
            break
        end += 1
    return place


def _country_behind(words: Words, place: int) -> tuple[str, int]:
    """The country behind an office, and the place behind it: "of the Netherlands", "der Türkei", "Russlands"."""
    if not words.follows(place):
        return "", place
    start = place
    while _goes_on(words, start) and words.words[start].lower() in table().vocabulary["before_countries"]:
        start += 1
    end = country_at(words, start) if _goes_on(words, start) else None
    return (words.between(start, end), end) if end else ("", place)


def _goes_on(words: Words, place: int) -> bool:
    return words.follows(place) or words.is_elided(place)


def _apposition(words: Words, office: Spoken, place: int) -> Name | None:
    """The full name between commas behind an office, and behind some words that say more of the office."""
    if not office.form.role.apposition:
        return None
    for end in range(place, min(place + _PHRASE, len(words))):
        if words.gap(end) == ", ":
            name = name_at(words, end)
            return name if name and _is_holder(words, name) else None
        if words.gap(end) not in (" ", "-") or (end > place and office_at(words, end)):
            return None
    return None


def _name_before(words: Words, office: Spoken, start: int) -> Name | None:
    """The full name before an office and a comma: Günter Gloser, Staatsminister im Auswärtigen Amt."""
    if words.follows(start) and words.words[start - 1].lower() in table().vocabulary["articles"]:
        start -= 1
    if start == 0 or words.gap(start) != ", " or office.form.plural or not office.form.role.apposition:
        return None
    names = (name_at(words, place) for place in range(max(start - MOST - 2, 0), start - 1))
    return next(
        (
            name
            for name in names
            if name and name.end == start and words.words[name.start][0].isupper() and _is_somebody(words, name)
        ),
        None,
    )


def _is_somebody(words: Words, name: Name) -> bool:
    return name.is_full and not is_country(words, name.start, name.end)


def _is_holder(words: Words, name: Name) -> bool:
    behind = words.gap(name.end)
    closes = behind.startswith(_CLOSING) or (behind == "" and name.end == len(words))
    return closes and _is_somebody(words, name)


def _listed(words: Words, office: Spoken, first: Called) -> Iterator[Called]:
    """The other names of "Foreign Ministers Kerry, Lavrov and Fabius"."""
    place = _behind_link(words, first.name.end) if _is_plural(words, office, first.start) else 0
    while place and (name := name_at(words, place)) and not is_country(words, name.start, name.end):
        yield replace(first, country="", name=name, start=name.start, end=name.end)
        place = _behind_link(words, name.end)


def _is_plural(words: Words, office: Spoken, start: int) -> bool:
    """Whether an office is that of several people; in German the article tells: die Außenminister Kerry und Lawrow."""
    behind_article = words.follows(start) and words.words[start - 1].lower() in ("die", "beiden")
    return office.form.plural or (behind_article and not office.form.feminine)


def _behind_link(words: Words, place: int) -> int:
    """The place behind "and" or a comma, 0 where there is none."""
    if place >= len(words):
        return 0
    if words.gap(place) == " " and words.words[place] in table().vocabulary["linking"]:
        return place + 1 if words.follows(place + 1) else 0
    return place if words.gap(place) == ", " else 0


def _before(words: Words, place: int) -> tuple[int, str]:
    """Where the words before an office begin that say of which country it is, and these words."""
    before = place - 1
    if words.is_joined(place):
        return before, words.words[before]
    if not words.follows(place) or not _is_adjective(words.words[before]):
        return place, ""
    if words.is_joined(before) or (words.follows(before) and words.words[before - 1] in _FIRST_HALVES):
        before -= 1
    return before, words.between(before, place)


def _is_adjective(word: str) -> bool:
    return word in table().vocabulary["adjectives"] or (bool(ADJECTIVE.match(word)) and not is_word(word))


def _mark(words: Words, start: int) -> str:
    """The word before an office and its country, folded: deputy, former, ehemalige."""
    return folded(words.words[start - 1]) if words.follows(start) or words.is_joined(start) else ""
