"""What is told of the other language? Through which words it was searched, and how to do without, or with it again."""

from dataclasses import dataclass, replace

from search.results import Called, Page
from web import addresses
from web.locale import Interface

_MOST_NAMED = 12  # so that the line of a long query stays one that is read


@dataclass(frozen=True, slots=True)
class Across:
    """A line above the results.

    Attributes:
        also: the translations that were searched for, each once, twelve at most; none where translations are off.
        others: how many more there were, "" where there were none.
        switch: the same search without them, or with them where they are off.
        is_on: whether they were searched for.
    """

    also: tuple[Called, ...]
    others: str
    switch: str
    is_on: bool


def across(page: Page, interface: Interface) -> Across | None:
    """The line for a page in a language of the interface; None where there is nothing to turn on or off."""
    query = page.query
    named = dict.fromkeys(called for each in page.also for called in each.translations)
    also = tuple(named)[:_MOST_NAMED]
    more = len(named.keys() | {called for each in page.also for called in each.others}) - len(also)
    if not (also if query.across else query.text.strip()):
        return None
    switched = replace(query.from_start, across=not query.across)
    others = interface.ngettext("and %(number)s other word", "and %(number)s other words", more) if more else ""
    return Across(also, others, addresses.results(interface.code, switched), query.across)
