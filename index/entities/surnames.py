"""Where does a surname alone stand for somebody whom the release names in full or by an office elsewhere?"""

from collections.abc import Mapping

from index.entities.mentions import Found, Reading, Surname
from index.entities.naming import is_country, is_word
from index.entities.people import Rule
from index.entities.registered import stands_at
from index.entities.roles import office_at, table
from index.entities.running_text import Words, folded
from search.release import Minister

_LONGEST_OFFICE = 6  # words

_Sure = Mapping[Surname, tuple[Minister, Surname]]  # by surname, the one bearer and the words of the name before it


def note_surnames(found: Found, reading: Reading) -> None:
    """Note them, and full names without an office; a surname that two people of the release share is nobody's."""
    sure = {surname: next(iter(owners.items())) for surname, owners in found.owners.items() if len(owners) == 1}
    firsts: dict[str, list[Surname]] = {}
    for surname in sure:
        firsts.setdefault(surname[0], []).append(surname)
        if len(surname) == 1:
            firsts.setdefault(surname[0] + "s", []).append(surname)
    for block, words in enumerate(reading.texts if firsts else ()):
        for place in [place for place, word in enumerate(words.words) if folded(word) in firsts]:
            for surname in firsts[folded(words.words[place])]:
                if (block, place) not in found.taken and stands_at(words, place, surname):
                    _note(found, words, block, place, surname, sure)


def has_first_name(words: Words, place: int) -> bool:
    """Whether the word before looks like a first name: "Claudia" Roth, and neither "Außenminister" nor "Herr"."""
    if not words.follows(place):
        return False
    before = words.words[place - 1]
    if not before[0].isupper() or before.isupper() or is_word(before):
        return False
    vocabulary = table().vocabulary
    if folded(before) in vocabulary["honorifics"] or before in vocabulary["departments"]:
        return False
    if is_country(words, place - 1, place):
        return False
    offices = (office_at(words, start) for start in range(max(place - _LONGEST_OFFICE, 0), place))
    return not any(office and office.end == place for office in offices)


def _note(found: Found, words: Words, block: int, place: int, surname: Surname, sure: _Sure) -> None:
    minister, first = sure[surname]
    start, end = place - len(first), place + len(surname)
    if first and start >= 0 and tuple(map(folded, words.words[start:place])) == first:
        found.add(minister, Rule.FULL_NAME, (block, start, end), words, None)
    elif words.words[place][0].isupper() and not _is_part(words, place, end):
        found.add(minister, Rule.SURNAME, (block, place, end), words, None)


def _is_part(words: Words, place: int, end: int) -> bool:
    """Whether the words are part of another name: Claudia Roth, Gabriel Attal, Maas-Schmidt."""
    if has_first_name(words, place) or words.is_joined(place) or words.is_joined(end):
        return True
    if not words.follows(end):
        return False
    behind = words.words[end]
    return behind[0].isupper() and not is_word(behind) and office_at(words, end) is None
