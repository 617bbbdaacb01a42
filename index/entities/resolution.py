"""Who is meant? Names and offices of a whole release, resolved to people by surname, office and day."""

from collections.abc import Iterator, Sequence

from index.entities.discovery import Called
from index.entities.mentions import Found, Mention, Reading, Surname
from index.entities.people import Rule, slug_of
from index.entities.registered import nominative
from index.entities.roles import office_at
from index.entities.running_text import Words, folded
from index.entities.surnames import has_first_name, note_surnames
from search.ministers import Entry
from search.release import Minister


def resolved(reading: Reading) -> Sequence[Mention]:
    """All mentions of people in a release, in reading order."""
    found = Found()
    _note_registered(found, reading)
    _note_full_names(found, reading)
    strangers = _strangers(found, reading)
    for block, each in enumerate(reading.called):
        for one in each:
            if not found.is_taken(block, [one.name.start]):
                _note_title(found, reading, block, one, strangers)
    note_surnames(found, reading)
    return sorted(found.mentions, key=lambda mention: (mention.block, mention.start))


def _note_registered(found: Found, reading: Reading) -> None:
    """The full names of the registry, with the office beside them."""
    for block, words in enumerate(reading.texts):
        called = {one.name.end: one for one in reading.called[block]}
        for named in reading.directory.named_in(words):
            one = called.get(named.end)
            start, end = (min(one.start, named.start), one.end) if one else (named.start, named.end)
            found.add(named.entry.minister, named.rule, (block, start, end), words, one)
            found.own_entry(named.entry)


def _note_full_names(found: Found, reading: Reading) -> None:
    """Full names with an office that the registry lacks, the longest first: shorter ones can be told by them."""
    rest = [(block, one) for block, each in enumerate(reading.called) for one in each if reading.is_full(block, one)]
    for block, one in sorted(rest, key=lambda pair: pair[1].name.start - pair[1].name.end):
        taken = found.is_taken(block, range(one.name.start, one.name.end))
        if not taken and not _begins_with_surname(reading, block, one):
            _note_full_name(found, reading, block, one)


def _note_full_name(found: Found, reading: Reading, block: int, one: Called) -> None:
    words, name = reading.texts[block], one.name
    shown, whole = words.between(name.start, name.end), reading.folded(block, name.start, name.end)
    if _is_genitive(reading, words.words[name.end - 1]):
        shown, whole = shown[:-1], tuple(nominative(whole))
    surname = whole[name.parts[-1] - name.start :]
    registered = _spelt_otherwise(reading, whole[0], surname, one)
    at = block, one.start, one.end
    if registered:
        found.own_entry(registered)
        found.add(registered.minister, Rule.TITLE, at, words, one)
        return
    minister = found.discovered(whole, Minister(slug_of(shown), shown))
    found.own(surname, minister, whole[: len(whole) - len(surname)])
    found.add(minister, Rule.ROLE, at, words, one)


def _begins_with_surname(reading: Reading, block: int, one: Called) -> bool:
    """Whether a noun follows what looks like a first name and is a surname: Bundesrat Burkhalter Projekte."""
    return reading.is_full(block, one) and bool(
        reading.holders(reading.folded(block, one.name.start, one.name.parts[1]), one)
    )


def _spelt_otherwise(reading: Reading, first: str, surname: Surname, one: Called) -> Entry | None:
    """The holder of the office with that surname, whose first name begins with the same letter: Sergueï Lavrov."""
    alike = [entry for entry in reading.holders(surname, one) if folded(entry.minister.name)[0] == first[0]]
    return alike[0] if len(alike) == 1 else None


def _is_genitive(reading: Reading, word: str) -> bool:
    """Whether the last letter only says whose something is: the release writes "Kerry", too."""
    return len(word) > 3 and word.endswith("s") and word[:-1] in reading.vocabulary


def _strangers(found: Found, reading: Reading) -> set[Surname]:
    """The surnames of the registry that offices stand before, and elsewhere other first names: Claudia Roth."""
    titled = {
        reading.folded(block, one.name.end - 1, one.name.end)
        for block, each in enumerate(reading.called)
        for one in each
    }
    wanted = {surname for surname in titled if surname in reading.directory.surnames and surname not in found.owners}
    return {
        (folded(word),)
        for block, words in enumerate(reading.texts if wanted else ())
        for place, word in enumerate(words.words)
        if (folded(word),) in wanted and (block, place) not in found.taken and has_first_name(words, place)
    }


def _note_title(found: Found, reading: Reading, block: int, one: Called, strangers: set[Surname]) -> None:
    """Somebody whom the text calls by an office and the surname, if that leaves one person only."""
    cut = _begins_with_surname(reading, block, one)
    end = one.name.parts[1] if cut else one.name.end
    surname = reading.folded(block, one.name.start, end)
    if surname in strangers or (reading.is_full(block, one) and not cut):
        return
    plain = surname if surname in found.owners or surname in reading.directory.surnames else tuple(nominative(surname))
    possible, rule = _bearers(found, reading, plain, block, one)
    if len(possible) == 1:
        found.add(possible[0], rule, (block, one.start, end), reading.texts[block], one)
        found.owners.setdefault(surname if rule is Rule.ROLE else plain, {possible[0]: ()})


def _bearers(
    found: Found, reading: Reading, surname: Surname, block: int, one: Called
) -> tuple[Sequence[Minister], Rule]:
    """Whom a surname with an office can mean: whose it is in this release, else who holds the office."""
    owners = found.owners.get(surname, {})
    holders = [entry.minister for entry in reading.holders(surname, one)]
    if owners:
        possible = list(owners) if len(owners) == 1 else [each for each in holders if each in owners]
        return possible, Rule.TITLE
    if reading.directory.bearers(surname):
        return holders, Rule.TITLE
    return list(_by_role(reading, block, one)), Rule.ROLE


def _by_role(reading: Reading, block: int, one: Called) -> Iterator[Minister]:
    """The person of whom nothing is known but an office and the surname, if that tells who it is."""
    words = reading.texts[block]
    if not one.role.surname or one.deputy or one.former or _goes_on(words, one.name.end):
        return
    surname = words.between(one.name.start, one.name.end)
    if len(surname) == 1:
        return
    yield Minister(f"{one.role.id}-{slug_of(surname)}", f"{one.title} {surname}")


def _goes_on(words: Words, place: int) -> bool:
    """Whether a word in capitals follows, which leaves open whether this is a surname: Premierminister John Key."""
    return words.follows(place) and words.words[place][0].isupper() and office_at(words, place) is None
