"""In which forms can results be followed and taken along? Their addresses, for a page that offers them."""

from dataclasses import dataclass

from search.query import Query
from web import addresses


@dataclass(frozen=True, slots=True)
class Taking:
    """The same results as feeds, as files, for programs, and as a search to keep; each an address."""

    atom: str
    rss: str
    json_feed: str
    csv: str
    xlsx: str
    json_lines: str
    api: str
    saved: str


def taking(query: Query, language: str) -> Taking:
    """The addresses, in a language of the interface: it is that of titles and of the names of files."""
    return Taking(
        atom=addresses.atom(query, language),
        rss=addresses.rss(query, language),
        json_feed=addresses.json_feed(query, language),
        csv=addresses.csv(query, language),
        xlsx=addresses.xlsx(query, language),
        json_lines=addresses.json_lines(query, language),
        api=addresses.api(query),
        saved=addresses.saved(language, query),
    )
