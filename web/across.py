"""What is told of the other language? Through which words it was searched, and how to do without, or with it again."""

from dataclasses import dataclass, replace

from search.results import Called, Page
from web import addresses

_MOST_NAMED = 12  # so that the line of a long query stays one that is read


@dataclass(frozen=True, slots=True)
class Across:
    """A line above the results.

    Attributes:
        also: the translations that were searched for, each once, twelve at most; none where translations are off.
        others: how many more there were.
        switch: the same search without them, or with them where they are off.
        is_on: whether they were searched for.
    """

    also: tuple[Called, ...]
    others: int
    switch: str
    is_on: bool


def across(page: Page, language: str) -> Across | None:
    """The line for a page in a language of the interface; None where there is nothing to turn on or off."""
    query = page.query
    named = dict.fromkeys(called for each in page.also for called in each.translations)
    also = tuple(named)[:_MOST_NAMED]
    others = len(named.keys() | {called for each in page.also for called in each.others}) - len(also)
    if not (also or others if query.across else query.text.strip()):
        return None
    switched = replace(query, across=not query.across, page=1)
    return Across(also, others, addresses.results(language, switched), query.across)
