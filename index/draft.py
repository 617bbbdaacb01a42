"""What could a format read from the bytes? A draft holds it as the source states it, with nothing derived."""

from dataclasses import dataclass

from search.errors import SearchError

DO = "correct the document and index it again"


class Unreadable(SearchError):
    """The bytes are not what the format takes; the message says what is wrong and names the field, if it is one.

    A format that reads many drafts hands it over in place of one that cannot be read, and raises it where no more can.
    """

    def __init__(self, reason: str, do: str = DO) -> None:
        super().__init__(reason)
        self.do = do


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A release as its source states it: text not yet normalised, facts neither checked nor completed.

    Attributes:
        id: the source's own identifier.
        url: the address, with or without a scheme.
        title: the title to show.
        alternative_titles: other titles that the source has, such as the page's in the other language.
        lead: the introduction above the body.
        paragraphs: the body.
        published: the date in the source's notation.
        kind: the source's word for it, such as "Pressemitteilung".
        language: the stated language, as a code or a name.
        ministers: names, or ids of the registry; None where the source says nothing of ministers.
        countries: ISO codes or names; None where the source says nothing of countries.
        translation_of: ids or addresses of the same release in other languages.
        embargo_until: the moment in the source's notation.
        unknown_fields: names of fields that were ignored.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    alternative_titles: tuple[str, ...] = ()
    lead: str | None = None
    paragraphs: tuple[str, ...] = ()
    published: str | None = None
    kind: str | None = None
    language: str | None = None
    ministers: tuple[str, ...] | None = None
    countries: tuple[str, ...] | None = None
    translation_of: tuple[str, ...] = ()
    embargo_until: str | None = None
    unknown_fields: tuple[str, ...] = ()
