"""What shape has each answer of the API? The renderers return these types, and the API's document is made from them."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, WithJsonSchema
from typing_extensions import TypedDict  # pydantic cannot look into Python 3.11's own

from search.explanation import Form
from search.query import Sort
from search.release import Kind, Part
from web.results.suggesting import What

# What an ISO date is in JSON.
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Link = Annotated[str, WithJsonSchema({"type": "string", "format": "uri-reference"})]


class Named(TypedDict):
    """A minister or a country."""

    id: str
    """As in parameters: heiko-maas, IQ."""
    name: str


class TextIn(TypedDict):
    """A text and the language that it is in."""

    text: str
    language: str


class OtherVersion(TypedDict):
    """The same release in another language."""

    id: str
    language: str
    url: str | None


class Edition(TypedDict):
    """What is stated with every text of a release."""

    url: str | None
    """Its original address."""
    kind: Kind
    published: Day | None
    """The day that its source states; null where that is missing or impossible."""
    language: str
    """The one that most of it is in."""
    title: str
    title_language: str


class Texts(TypedDict):
    """All the text of a release."""

    alternative_titles: list[TextIn]
    lead: str | None
    body: str
    """Paragraphs, parted by blank lines."""


class Subjects(TypedDict):
    """Who acts in a release, and what it is about."""

    ministers: list[Named]
    countries: list[Named]
    translations: list[OtherVersion]
    """Its versions in other languages."""


class Moments(TypedDict):
    """What happened to a release."""

    first_indexed: Moment | None
    """When it was first seen here."""
    changed: Moment | None
    """When its text last changed here; null for never."""
    withdrawn: None
    """Always null: what was withdrawn is answered with status 410."""


class Release(Edition, Texts, Subjects, Moments):
    """A release with all its text, in the fields that can be imported."""

    id: str
    people: list[Named]
    """Everybody else whom it names by office."""
    mentions: list[Named]
    """All countries that it names."""


class Version(Edition, Texts):
    """What a release was for a time."""

    seen: Moment | None
    """When it was first seen so."""
    replaced: Moment | None
    """When it was found to have changed; null for the present one."""


class Versions(TypedDict):
    """What a release was before it changed."""

    id: str
    versions: list[Version]
    """The oldest first, the present one last."""


class Piece(TypedDict):
    """A stretch of plain text."""

    text: str
    match: bool
    """Whether the query matched it."""


class Reason(TypedDict):
    """Which word of a release met which word of the query."""

    asked: str
    form: Form
    found: str
    where: list[Part]


class Why(TypedDict):
    """Why a release matches, with explain=true."""

    why: NotRequired[list[Reason]]
    """With explain=true: the strongest reasons of each word."""
    missing: NotRequired[list[str]]
    """With explain=true: words that it does not hold."""


class Result(Edition, Subjects, Moments, Why):
    """A release that was found."""

    id: str
    snippet: list[Piece]
    """Its best passage; the texts of the pieces are to be joined."""
    score: float
    """How well it matches; comparable within one answer only."""
    through: list[TextIn]
    """What words of the query are called in the other language, where it was found by that alone."""


class CountedValue(TypedDict):
    """A value of a facet."""

    value: str
    """As in parameters."""
    label: str
    """In the language of the answer."""
    count: int
    """Releases that have it; 0 only for a chosen or excluded value."""
    selected: bool
    """Whether it is chosen."""


class Exclusion(TypedDict):
    """Whether a value is left out."""

    excluded: NotRequired[bool]
    """Whether it is left out; missing for false."""


class FacetValue(CountedValue, Exclusion):
    """A value of a facet, beside results."""


class ValueLinks(TypedDict):
    """Where choosing a value leads, or dropping it where it is chosen or left out."""

    search: Link
    html: Link


class ListedValue(CountedValue):
    """A value of a facet, in the list of all of them."""

    excluded: bool
    """Whether it is left out."""
    links: ValueLinks


class ReadAs(TypedDict):
    """How a query was read that can be read in several ways."""

    text: str
    """What was searched for, with all parentheses; empty for everything."""
    remarks: list[str]


_First = Annotated[Day, Field(description="The first day asked for.")]
_Last = Annotated[Day, Field(description="The last day asked for, included.")]
# Python has a keyword of that name, so this one is no class.
_Ends = TypedDict("_Ends", {"from": NotRequired[_First], "to": NotRequired[_Last]})


class Conditions(_Ends):
    """What narrows a question besides chosen values; each is there only where it was asked for."""

    excluded: NotRequired[dict[str, list[str]]]
    """The values left out, by facet."""
    required: NotRequired[dict[str, list[str]]]
    """The values that a release must have, all of them, by facet."""
    undated: NotRequired[bool]
    since: NotRequired[str]
    """As in parameters, in UTC: since when releases were first seen here, or with sort=changed changed."""
    after: NotRequired[str]
    """The cursor behind which this page begins."""


class Reading(TypedDict):
    """How a query was read."""

    read_as: NotRequired[ReadAs]
    """Only where it can be read in several ways."""


class Asked(Conditions, Reading):
    """The question as it was understood; what was typed as a filter stands under the filters."""

    text: str
    filters: dict[str, list[str]]
    """The chosen values by facet."""
    sort: Sort
    page: int
    size: int


class Also(TypedDict):
    """Through which other words a word of the query was searched for."""

    word: str
    translations: list[TextIn]
    """The likely ones."""
    others: list[TextIn]


class ResultLinks(TypedDict):
    """The same question elsewhere; null where there is no such page."""

    self: Link
    next: Link | None
    prev: Link | None
    after: Link | None
    """The next page, going on behind the last result of this one, whatever comes and goes meanwhile; null at the end,
    and where the order is by relevance or language versions are one result."""
    html: Link
    atom: Link
    rss: Link
    csv: Link
    jsonl: Link
    xlsx: Link


class Results(TypedDict):
    """A page of results."""

    query: Asked
    total: int
    """All releases that were found; walking the pages reaches them."""
    took_ms: float
    """Milliseconds that the search took."""
    results: list[Result]
    facets: dict[str, list[FacetValue]]
    """By name, date first. Each is counted over all that was found, as if nothing of it were chosen."""
    suggestion: str | None
    """The text that was meant, perhaps."""
    links: ResultLinks
    also: list[Also]
    """The words that were searched for through others as well."""
    by_meaning: bool
    """Whether meaning has a part in the order."""


class Similar(TypedDict):
    """Releases that are like one."""

    id: str
    """Of the release that they are like."""
    results: list[Result]
    """The most similar first; at most five."""


class FacetLinks(TypedDict):
    """The same list elsewhere, and the results that it narrows."""

    self: Link
    html: Link
    search: Link


class Facet(TypedDict):
    """The values of a facet among what a question finds."""

    query: Asked
    facet: str
    label: str
    find: str
    """The text that they were searched for; empty for none."""
    total: int
    """All values, whether their name holds the text or not."""
    values: list[ListedValue]
    """Most releases first, then by name."""
    links: FacetLinks


class Typed(TypedDict):
    """What has been typed so far."""

    text: str


class PageLink(TypedDict):
    """Where a reader is led."""

    html: Link


class Meant(TypedDict):
    """What stands behind a suggestion."""

    id: NotRequired[str]
    """Of a minister, a country or a release."""
    language: NotRequired[str]
    """That a title is in."""
    count: NotRequired[int]
    """Releases that it stands for."""


class Suggested(Meant):
    """One thing that may be meant."""

    kind: What
    text: str
    links: PageLink


class Suggestions(TypedDict):
    """What a text that is still being typed can go on to."""

    query: Typed
    suggestions: list[Suggested]
    """At most five of each kind: phrases, ministers, countries, titles."""


class Fault(TypedDict):
    """What is wrong with a parameter."""

    parameter: str
    detail: str
    """What is wrong and what to do, in the language of the answer."""
    allowed: NotRequired[list[str]]
    """Every value that there is, where these can be listed."""


class Problem(TypedDict):
    """Problem details (RFC 9457)."""

    type: Link
    """Leads to what this kind of problem is, and what to do about it."""
    title: str
    status: int
    detail: str
    errors: list[Fault]
    """All faults of the request at once."""


class Withdrawn(Problem):
    """Problem details of a release that its newsroom took back."""

    id: str
    url: str | None
    withdrawn: Moment


class Live(TypedDict):
    """That the process answers."""

    status: Literal["ok"]


class Health(Live):
    """That the site works."""

    generation: str
    """Of the index; another one after every change."""
    releases: int
    """That can be seen."""


class Ready(Health):
    """That searches are answered, and how old the index is."""

    seconds_since_commit: float | None
    """Null for an index that does not tell."""
    seconds_since_run: float | None
    """Since `newsroom index` last ended."""
