"""What is told of the other language? Through which words it was searched, and how to do without, or with it again."""

from dataclasses import dataclass, replace

from search.results import Called, Page
from web import addresses


@dataclass(frozen=True, slots=True)
class Across:
    """A line above the results.

    Attributes:
        also: the translations that were searched for, each once; none where translations are off.
        switch: the same search without them, or with them where they are off.
        is_on: whether they were searched for.
    """

    also: tuple[Called, ...]
    switch: str
    is_on: bool


def across(page: Page, language: str) -> Across | None:
    """The line for a page in a language of the interface; None where there is nothing to turn on or off."""
    query = page.query
    also = tuple(dict.fromkeys(called for each in page.also for called in each.translations))
    if not (also if query.across else query.text.strip()):
        return None
    switched = replace(query, across=not query.across, page=1)
    return Across(also, addresses.results(language, switched), query.across)
