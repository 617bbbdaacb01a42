"""What would find something after all? Ways to ask for less, each tried before it is offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.dates import DateRange
from search.errors import N_
from search.query import Match, Query
from search.syntax import Everything, Near, Phrase, Without, anywhere, leaves, parse, read, unquoted, written
from web.narrowing import without_filters

_ANY = "en"  # NOT is understood whatever the language of the interface


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A query that asks for less, what it gives up (English, shown through the catalogues), and what it finds."""

    label: str
    query: Query
    total: int = 0


def relaxations(query: Query, count: Callable[[Query], int]) -> tuple[Relaxation, ...]:
    """Those ways to ask for less that find something; `count` tells how many releases a query finds."""
    tried = (replace(way, total=count(way.query)) for way in _ways(query))
    return tuple(way for way in tried if way.total)


def _ways(query: Query) -> Iterator[Relaxation]:
    """Each gives up one thing; the last ones several."""
    query = replace(query, page=1)
    found = list(leaves(parse(query.text)))
    has_phrase = any(isinstance(leaf, Phrase | Near) for leaf in found)
    has_words = sum(len(leaf.words) if isinstance(leaf, Phrase | Near) else 1 for leaf in found) > 1
    any_word = _any_word(query)
    has_dates, has_filters = query.dates != DateRange(), bool(query.filters)
    if has_dates:
        yield Relaxation(N_("Without the date range"), replace(query, dates=DateRange()))
    if has_filters:
        yield Relaxation(N_("Without the filters"), replace(query, filters=frozenset()))
    if has_dates and has_filters:
        yield Relaxation(N_("Without date range and filters"), without_filters(query))
    if any(leaf.in_title for leaf in found):
        yield Relaxation(N_("In the whole text, not in titles alone"), replace(query, text=anywhere(query.text)))
    if has_phrase:
        yield Relaxation(N_("The words of the phrase, wherever they stand"), replace(query, text=unquoted(query.text)))
    if has_words and query != any_word:
        yield Relaxation(N_("Any one of the words"), any_word)
    if has_words and (has_dates or has_filters):
        yield Relaxation(N_("Any one of the words, without date range and filters"), without_filters(any_word))


def _any_word(query: Query) -> Query:
    """The same words, whatever joined them and wherever they stand; what was kept out still is."""
    reading = read(query.text, query.match)
    tree = reading.tree
    excluded = tree.excluded if isinstance(tree, Without) else ()
    words = [unquoted(written(replace(leaf, in_title=False), _ANY, reading.spelled)) for leaf in leaves(tree)]
    kept_out = [written(Without(Everything(), (each,)), _ANY, reading.spelled) for each in excluded]
    return replace(query, text=" ".join([*words, *kept_out]), match=Match.ANY)
