"""What would find something after all? Ways to ask for less, each tried before it is offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.dates import DateRange
from search.errors import N_, InvalidQuery
from search.query import Match, Query
from search.spelling import Spell, suggestion
from search.syntax import Everything, Near, Phrase, Without, anywhere, leaves, parse, read, unquoted, written
from web.results.narrowing import in_any_language, without_filters

_ANY = "en"  # NOT is understood whatever the language of the interface


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A query that asks for less, and what it finds.

    Attributes:
        label: what it gives up (English, shown through the catalogues); `%(text)s` in it stands for the query's text.
        total: releases.
    """

    label: str
    query: Query
    total: int = 0


def relaxations(query: Query, count: Callable[[Query], int], spell: Spell) -> tuple[Relaxation, ...]:
    """Those ways to ask for less that find something, each once.

    Args:
        query: what found nothing.
        count: tells how many releases a query finds.
        spell: gives the words that a word may be a slip for, none for one that stands somewhere.
    """
    query = query.from_start
    ways: dict[Query, Relaxation] = {}
    for way in (*_less_narrow(query), *_looser(query), *_other_spelling(query, count, spell)):
        ways.setdefault(way.query, way)  # without the filters, where the only one is a language: the same question
    tried = (replace(way, total=_tried(asked, count)) for asked, way in ways.items() if asked != query)
    return tuple(way for way in tried if way.total)


def _tried(query: Query, count: Callable[[Query], int]) -> int:
    """How many releases it finds; none where it asks for too much, as 60 phrases do once they are 120 words."""
    try:
        return count(query)
    except InvalidQuery:
        return 0


def _less_narrow(query: Query) -> Iterator[Relaxation]:
    """Each gives up one sort of filter; the last one all."""
    has_dates = query.dates != DateRange() or query.undated
    has_filters = bool(query.filters or query.excluded or query.required)
    if has_dates:
        yield Relaxation(N_("Without the date range"), replace(query, dates=DateRange(), undated=False))
    if query.since:
        yield Relaxation(N_("What was here before, too"), replace(query, since=None))
    if query.chosen("language") or query.barred("language") or query.needed("language"):
        yield Relaxation(N_("In another language"), in_any_language(query))
    if has_filters:
        without = replace(query, filters=frozenset(), excluded=frozenset(), required=frozenset())
        yield Relaxation(N_("Without the filters"), without)
    if has_dates + bool(query.since) + has_filters > 1:
        yield Relaxation(N_("Without date range and filters"), without_filters(query))


def _looser(query: Query) -> Iterator[Relaxation]:
    """Each asks for less of the text; the last one for less in every way."""
    if not query.across:
        yield Relaxation(N_("With translations"), replace(query, across=True))
    found = list(leaves(parse(query.text)))
    if any(leaf.in_title for leaf in found):
        yield Relaxation(N_("In the whole text, not in titles alone"), replace(query, text=anywhere(query.text)))
    if any(isinstance(leaf, Phrase | Near) for leaf in found):
        yield Relaxation(N_("The words of the phrase, wherever they stand"), replace(query, text=unquoted(query.text)))
    words = sum(len(leaf.words) if isinstance(leaf, Phrase | Near) else 1 for leaf in found)
    if words > 1 and (any_word := _any_word(query)):
        yield Relaxation(N_("Any one of the words"), any_word)
        yield Relaxation(N_("Any one of the words, without date range and filters"), without_filters(any_word))


def _any_word(query: Query) -> Query | None:
    """The same words, whatever joined them and wherever they stand; what was kept out still is. None for too many."""
    reading = read(query.text, query.match)
    tree = reading.tree
    excluded = tree.excluded if isinstance(tree, Without) else ()
    words = [unquoted(written(replace(leaf, in_title=False), _ANY, reading.spelled)) for leaf in leaves(tree)]
    kept_out = [written(Without(Everything(), (each,)), _ANY, reading.spelled) for each in excluded]
    return replace(query, match=Match.ANY).reworded(" ".join([*words, *kept_out]))


def _other_spelling(query: Query, count: Callable[[Query], int], spell: Spell) -> Iterator[Relaxation]:
    """What may have been meant, where filters hide it; what is meant within them, the page of results suggests."""
    everywhere = without_filters(query)
    meant = suggestion(everywhere, parse(query.text, query.match), 0, spell, count) if everywhere != query else None
    if meant is not None:
        label = N_("Spelt “%(text)s”, without date range and filters")
        yield Relaxation(label, replace(everywhere, text=meant))
