"""What is offered to somebody who is still typing? Phrases, ministers, countries and titles, and where each leads."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from search.analysis import exact, normalize, without_accents, words
from search.completing import MOST, function_words, typed_words
from search.countries import country_names, other_names
from search.languages import LANGUAGES
from search.query import MAX_TEXT_LENGTH, Query
from search.results import Completions, FacetCount, FrequentPhrase
from web import addresses
from web.labels import Labels

What = Literal["phrase", "minister", "country", "title"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant.

    Attributes:
        kind: what it is.
        text: what to show.
        address: the search for it, or the page of the release.
        id: of a minister, a country or a release; "" for a phrase.
        language: that a title is in, "" for all others.
        count: releases that it stands for, None for a title.
    """

    kind: What
    text: str
    address: str
    id: str = ""
    language: str = ""
    count: int | None = None


def suggestions(
    text: str, completions: Completions, facets: Mapping[str, Sequence[FacetCount]], labels: Labels
) -> tuple[Suggestion, ...]:
    """At most five of each kind.

    Args:
        text: as typed so far.
        completions: what titles make of it.
        facets: of all releases; whom and what none of them names is not suggested.
        labels: give names in the language of the interface; typed can be those of any language.
    """
    ministers = _named(text, facets["minister"], lambda count: [labels.value("minister", count.value, count.name)])
    countries = [*_named(text, facets["country"], _country_names), *_named(text, facets["country"], _other_names)]
    # Whoever types "h" rather means Hungary than "Bosnia & Herzegovina", and by "a" Austria rather than Amerika; by a
    # surname ministers are known as well.
    named = {count.value: count for _, count in sorted(countries, key=lambda named: named[0] > 0)}
    return (
        *_phrases(completions.phrases, labels),
        *(_of_facet("minister", count, labels) for _, count in ministers[:MOST]),
        *(_of_facet("country", count, labels) for count in [*named.values()][:MOST]),
        *(
            Suggestion(
                "title", title.text, addresses.release(labels.interface.code, title.id), title.id, title.language
            )
            for title in completions.titles
        ),
    )


def _phrases(phrases: Iterable[FrequentPhrase], labels: Labels) -> Iterator[Suggestion]:
    for phrase in phrases:
        # Several words are meant as they stand; a single one in all its forms.
        text = f'"{phrase.text}"' if len(words(phrase.text)) > 1 else phrase.text
        if len(text) <= MAX_TEXT_LENGTH:
            address = addresses.results(labels.interface.code, Query(text))
            yield Suggestion("phrase", phrase.text, address, count=phrase.count)


def _of_facet(facet: Literal["minister", "country"], count: FacetCount, labels: Labels) -> Suggestion:
    address = addresses.results(labels.interface.code, Query().adding(facet, count.value))
    name = labels.value(facet, count.value, count.name)
    return Suggestion(facet, name, address, count.value, count=count.count)


def _named(
    text: str, counts: Iterable[FacetCount], names_of: Callable[[FacetCount], Iterable[str]]
) -> list[tuple[int, FacetCount]]:
    """Those with a name that what was typed begins at one of its words, and at which one; the most frequent first."""
    typed = [without_accents(word) for word in typed_words(text)]
    found = []
    for count in counts:
        places = [place for name in names_of(count) if (place := _place(typed, name)) is not None]
        if places:
            found.append((min(places), count))
    return sorted(found, key=lambda named: (-named[1].count, named[1].name, named[1].value))


def _place(typed: Sequence[str], name: str) -> int | None:
    """The first word of a name at which the typed words stand, the last of them as a beginning; None for nowhere.

    A single one is not meant to be a function word: "t" for "The Gambia", "a" for "Bosnia and Herzegovina".
    """
    *whole, last = typed or [""]
    folded = _folded(name)
    for place in range(len(folded) - len(whole) if last else 0):
        is_there = folded[place : place + len(whole)] == whole and folded[place + len(whole)].startswith(last)
        if is_there and (whole or folded[place] not in function_words()):
            return place
    return None


@lru_cache(maxsize=5_000)
def _folded(name: str) -> list[str]:
    """The words of a name as they are compared; at every letter that is typed all names are."""
    return [without_accents(exact(word)) for word in words(normalize(name))]


def _country_names(count: FacetCount) -> Iterator[str]:
    return (country_names(language).get(count.value, "") for language in LANGUAGES)


def _other_names(count: FacetCount) -> Sequence[str]:
    return other_names().get(count.value, ())
