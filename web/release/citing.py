"""How is a release cited? In the styles of newsrooms and universities, each a template of one line.

The templates are our own. A processor of citation styles (citeproc-py) was weighed: its styles are files of hundreds of
lines under a share-alike licence, made for books with editors and journals with volumes, and what it is good at, names
that are turned round and shortened, is what a release must not have: its author is the newsroom, whoever speaks in it.
There is one sort of document here, so that a style comes down to an order, some marks, and a way to write a day. Those
stand in the catalogues of messages, since a style is another in German: „Abgerufen am“, „o. D.“.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search.errors import N_
from search.release import Release
from web.locale import Interface
from web.release.reading import safe_address

_DAY = N_("d MMMM y")
_SHORT_MONTHS = N_("Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.")  # of the MLA Handbook
_ENDS = (".", "?", "!", "…")
_PLACE = "\N{NULL}"  # of the title in a sentence; `one_line` leaves none in any value


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation tells of a release, each value on one line.

    Attributes:
        id: of the release.
        author: the newsroom's name.
        kind: its name in the language of the interface.
        published: None for undated.
        address: the original one, that of its page here where there is none.
        retrieved: the day on which it was read.
        language: of the release.
    """

    id: str
    author: str
    title: str
    title_language: str
    kind: str
    published: date | None
    address: str
    retrieved: date
    language: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A release as a style has it: the sentence up to its title, the title, and what comes behind."""

    style: str
    before: str
    title: str
    language: str
    after: str
    is_italic: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A way to cite.

    Attributes:
        name: what people call it.
        sentence: the template, with the places author, title, kind, day, address and retrieved.
        published, retrieved: how its days are written, in the notation of CLDR; MMM is a month as the MLA shortens it.
        undated: what stands for the day of publication where there is none.
        is_italic: whether the title is.
    """

    name: str
    sentence: str
    published: str = _DAY
    retrieved: str = _DAY
    undated: str = N_("n.d.")
    is_italic: bool = False


STYLES = (
    Style(
        N_("Press"),
        N_("%(author)s: “%(title)s”, %(kind)s, %(day)s, %(address)s, accessed on %(retrieved)s"),
        undated=N_("undated"),
    ),
    Style(
        "APA",
        N_("%(author)s. (%(day)s). %(title)s [%(kind)s]. Retrieved %(retrieved)s, from %(address)s"),
        published=N_("y, MMMM d"),
        retrieved=N_("MMMM d, y"),
        is_italic=True,
    ),
    Style(
        "MLA",
        N_("“%(title)s.” %(author)s, %(day)s, %(address)s. Accessed %(retrieved)s."),
        published=N_("d MMM y"),
        retrieved=N_("d MMM y"),
    ),
    Style(
        "Chicago",
        N_("%(author)s. “%(title)s.” %(kind)s, %(day)s. Accessed %(retrieved)s. %(address)s."),
        published=N_("MMMM d, y"),
        retrieved=N_("MMMM d, y"),
    ),
    Style(
        N_("ISO 690"),
        N_("%(author)s. %(title)s [online]. %(kind)s, %(day)s [viewed %(retrieved)s]. Available from: %(address)s"),
        is_italic=True,
    ),
)


def source(release: Release, author: str, address: str, retrieved: date, interface: Interface) -> Source:
    """What citations tell of a release.

    Args:
        release: what is cited.
        author: the newsroom's name.
        address: of its page here, with scheme and host; for a release without an original address.
        retrieved: the day.
        interface: names its kind.
    """
    return Source(
        id=release.id,
        author=one_line(author),
        title=one_line(release.title),
        title_language=release.title_language,
        kind=interface.kind(release.kind),
        published=release.published,
        address=one_line(safe_address(release.url)).replace(" ", "%20") or address,
        retrieved=retrieved,
        language=release.language,
    )


def one_line(text: str) -> str:
    r"""The text with spaces for line breaks and without what cannot be printed.

    >>> one_line("A title\r\nER  - "), one_line("nul \x00 l")
    ('A title ER -', 'nul l')
    """
    return " ".join("".join(each for each in text if each.isprintable() or each.isspace()).split())


def citations(source: Source, interface: Interface) -> Iterator[Citation]:
    """The release in every style, as the language of the interface has them."""
    for style in STYLES:
        yield _cited(source, style, interface)


def _cited(source: Source, style: Style, interface: Interface) -> Citation:
    day = _day(source.published, style.published, interface) or interface.gettext(style.undated)
    sentence = interface.gettext(
        style.sentence,
        author=source.author,
        title=_PLACE,
        kind=source.kind,
        day=day,
        address=source.address,
        retrieved=_day(source.retrieved, style.retrieved, interface),
    )
    before, _, after = (part.replace(".. ", ". ") for part in sentence.partition(_PLACE))  # “Press & Co.. (2020)”
    if source.title.endswith(_ENDS):
        after = after.removeprefix(".")
    return Citation(interface.gettext(style.name), before, source.title, source.title_language, after, style.is_italic)


def _day(day: date | None, pattern: str, interface: Interface) -> str:
    """A day as a style writes it; "" for none."""
    if day is None:
        return ""
    pattern = interface.gettext(pattern)
    if "MMM" in pattern and "MMMM" not in pattern:
        month = interface.gettext(_SHORT_MONTHS).split()[day.month - 1]
        pattern = pattern.replace("MMM", f"'{month}'")
    return interface.written(day, pattern)
