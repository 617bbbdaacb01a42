"""What may somebody be typing? Phrases of many titles, and titles, that go on as the text does.

Words as written are compared, folded by `analysis.exact`: the last typed one is the beginning of a word, those before
it are whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from search.analysis import exact, normalize, tokenize, words
from search.analysis.wordlists import wordlists
from search.languages import LANGUAGES
from search.release import Block, Release
from search.results import Completions, FrequentPhrase, Title
from search.syntax import DOUBLE_QUOTES

MOST = 5  # phrases, and titles
LONGEST = 4  # words of a phrase
FREQUENT = 3  # titles that a phrase stands in; fewer may be chance
MOST_TYPED = 20  # words; nobody types on to a title that holds more
_MARKS = f"{DOUBLE_QUOTES}‹›‚‘"  # not ’, which is the apostrophe
_QUOTES = re.compile(f"[{_MARKS}]")
# Signs behind a word, dashes between two, and brackets.
_BREAK = re.compile(rf"[:;,!?…)\]]+[{_MARKS}]*(?:\s|$)|\s[-–—|/]+\s|\s[(\[]")

Words = tuple[str, ...]


def typed_words(text: str) -> Words:
    """The words of what was typed, folded; none where it has none, or too many.

    >>> typed_words("„Auswärtiges A"), typed_words(" – ")
    (('auswaertiges', 'a'), ())
    """
    typed = words(normalize(text))
    return tuple(map(exact, typed)) if len(typed) <= MOST_TYPED else ()


def titles_of(release: Release) -> Iterator[Block]:
    """The titles of a release: its own, and others that its source gives it."""
    return (block for block in release.searchable if block.part.is_title)


@cache
def function_words() -> frozenset[str]:
    """The words of every language, folded, that neither begin nor end a phrase.

    How many releases hold a word does not tell them from others: in a ministry's releases "federal" and "foreign" are
    as frequent as "with", and beside many more German ones "the" is rare.
    """
    lists = map(wordlists, LANGUAGES)
    return frozenset(word for each in lists for word in each.phrases.get("holding", each.function_words))


def is_phrase(phrase: Words) -> bool:
    """Whether words that stand next to each other can be suggested by themselves.

    >>> is_phrase(("freedom", "of", "the", "press")), is_phrase(("freedom", "of", "the"))
    (True, False)
    """
    return function_words().isdisjoint((phrase[0], phrase[-1]))


def is_cut_short(count: int, longer: int) -> bool:
    """Whether of the titles that hold a phrase nine in ten or more go on in the same way: "Federal Councillor Didier".

    Args:
        count: titles that hold the phrase.
        longer: titles that hold the most frequent phrase that goes on from it.
    """
    return longer * 10 >= count * 9


def clauses(title: str) -> list[str]:
    """A title in the parts that no phrase reaches across; a dot may be an abbreviation's and parts none.

    >>> clauses("Ukraine: Bundesrat in St. Gallen, „Treffen“ – UN-Rat (New York)")
    ['Ukraine', 'Bundesrat in St. Gallen', '„Treffen“', 'UN-Rat', 'New York']
    """
    return [clause for clause in _BREAK.split(title) if clause.strip()]


def spelled(title: str, phrase: Words) -> str:
    """How a title writes a phrase, without quotation marks; "" where it does not hold it.

    >>> spelled("Iran: „Anti-IS“-Koalition in Rom", ("anti", "is", "koalition")), spelled("Iran: Rom", ("iran", "rom"))
    ('Anti-IS-Koalition', '')
    """
    for clause in clauses(title):
        tokens = list(tokenize(clause))
        folded = [exact(token.text) for token in tokens]
        for start in range(len(tokens)):
            if tuple(folded[start : start + len(phrase)]) == phrase:
                written = clause[tokens[start].start : tokens[start + len(phrase) - 1].end]
                return normalize(_QUOTES.sub("", written))
    return ""


def spelled_in(release: Release, phrase: Words) -> str:
    """How the first title of a release that holds a phrase writes it."""
    return next(text for block in titles_of(release) if (text := spelled(block.text, phrase)))


def complete(text: str, releases: Sequence[Release]) -> Completions:
    """What a text can go on to, plain and complete.

    Args:
        text: as typed so far.
        releases: every visible one, the newest first.
    """
    typed = typed_words(text)
    return Completions(_phrases(typed, releases), _titles(typed, releases)) if typed else Completions()


def _phrases(typed: Words, releases: Iterable[Release]) -> tuple[FrequentPhrase, ...]:
    holders: dict[Words, list[Release]] = defaultdict(list)
    for release in releases:
        for phrase in _phrases_of(release):
            holders[phrase].append(release)
    counts = {
        phrase: len(held)
        for phrase, held in holders.items()
        if len(held) >= FREQUENT and is_phrase(phrase) and _begins(phrase, typed)
    }
    whole = [phrase for phrase in counts if not is_cut_short(counts[phrase], _longer(phrase, counts))]
    whole.sort(key=lambda phrase: (-counts[phrase], phrase))
    return tuple(FrequentPhrase(spelled_in(holders[phrase][0], phrase), counts[phrase]) for phrase in whole[:MOST])


def _phrases_of(release: Release) -> set[Words]:
    found: set[Words] = set()
    for clause in chain.from_iterable(clauses(block.text) for block in titles_of(release)):
        folded = tuple(map(exact, words(clause)))
        for start in range(len(folded)):
            found.update(folded[start:end] for end in range(start + 1, min(start + LONGEST, len(folded)) + 1))
    return found


def _begins(phrase: Words, typed: Words) -> bool:
    *whole, last = typed
    return len(phrase) >= len(typed) and phrase[: len(whole)] == tuple(whole) and phrase[len(whole)].startswith(last)


def _longer(phrase: Words, counts: Mapping[Words, int]) -> int:
    going_on = (n for other, n in counts.items() if len(other) > len(phrase) and other[: len(phrase)] == phrase)
    return max(going_on, default=0)


def _titles(typed: Words, releases: Iterable[Release]) -> tuple[Title, ...]:
    *whole, last = typed
    found: dict[Words, Title] = {}
    for release in releases:
        for block in titles_of(release):
            held = tuple(exact(word) for clause in clauses(block.text) for word in words(clause))
            if set(whole) <= set(held) and any(word.startswith(last) for word in held):
                found.setdefault(held, Title(release.id, block.language, block.text))
    return tuple(found.values())[:MOST]
