"""What is a release? Frozen values that say what a newsroom published, when, by whom and in which languages."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from search.errors import InvalidRelease

MAX_ID_LENGTH = 200  # characters; ids stand in addresses and in file names of exports


class Kind(StrEnum):
    """What sort of text a release is."""

    PRESS_RELEASE = "press-release"
    STATEMENT = "statement"
    SPEECH = "speech"
    INTERVIEW = "interview"
    ARTICLE = "article"


class Part(StrEnum):
    """Which part of a release a block of text is."""

    TITLE = "title"
    ALTERNATIVE_TITLE = "alternative-title"  # such as a page title in the other language
    LEAD = "lead"
    BODY = "body"

    @property
    def is_title(self) -> bool:
        """Whether it is a title, whichever."""
        return self in (Part.TITLE, Part.ALTERNATIVE_TITLE)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text in one language: a title, a lead, or one paragraph of the body.

    Attributes:
        part: which part of the release it is.
        text: normalised (see `search.analysis.normalize`), never empty, no markup.
        language: code of the language that it is written in, one of `search.languages.LANGUAGES`.
        also: codes of other languages that it may be written in just as well: it is shown as being in `language`, and
            found by the forms of words in all of them.
    """

    part: Part
    text: str
    language: str
    also: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages in which it is found."""
        return (self.language, *self.also)


@dataclass(frozen=True, slots=True)
class Minister:
    """A person who holds or held political office: a stable identifier (a slug) and the name to show."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release in one language, as its newsroom published it.

    Attributes:
        id: identifies the release within the newsroom; 1 to 200 characters without control characters.
        url: the original address with its scheme, None if the source states none.
        kind: what sort of text it is.
        published: calendar date without a zone, None where the source has none or an impossible one ("undated").
        language: code of the language that most of its text is in.
        blocks: all its text in reading order; exactly one TITLE, and at least one LEAD or BODY.
        ministers: who speaks or acts in it for the ministry, in order of mention, each once.
        people: everybody whom it names and who holds or held political office, ministers included.
        countries: which it is about, as ISO 3166 alpha-2 codes, in order of mention, each once.
        mentions: every country that it names, those that it is about included.
        translations: ids of the versions in other languages that its source states.
        embargo_until: not to be shown to anybody before this moment; None for no embargo.
        first_indexed: when an index first held it (UTC); None before that.
        changed: when its content last changed in the index (UTC); None if never.
        withdrawn: when its newsroom took it back (UTC): only that is told from then on; None if it stands.
        moved_to: id of the release that stands in its place since it was withdrawn; None for none.
        origin: where the indexer read it: a file, and perhaps `#` and an address; for the indexer alone.

    Raises:
        InvalidRelease: no identity, no title, more than one title, no text, or an empty block.
    """

    id: str
    url: str | None
    kind: Kind
    published: date | None
    language: str
    blocks: tuple[Block, ...]
    ministers: tuple[Minister, ...] = ()
    people: tuple[Minister, ...] = ()
    countries: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    embargo_until: datetime | None = None
    first_indexed: datetime | None = None
    changed: datetime | None = None
    withdrawn: datetime | None = None
    moved_to: str | None = None
    origin: str | None = None

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise InvalidRelease(fault)

    @property
    def title(self) -> str:
        """The title that the release is shown under."""
        return self._titles()[0].text

    @property
    def title_language(self) -> str:
        """The language of the title, which can differ from that of the body."""
        return self._titles()[0].language

    @property
    def lead(self) -> str | None:
        """The introduction above the body, None if there is none."""
        return "\n\n".join(block.text for block in self.blocks if block.part is Part.LEAD) or None

    @property
    def body(self) -> str:
        """The paragraphs of the body, parted by blank lines."""
        return "\n\n".join(block.text for block in self.blocks if block.part is Part.BODY)

    @property
    def appeared(self) -> datetime | None:
        """When readers could first see it: from when it was indexed, or from the end of its embargo."""
        return max(filter(None, (self.first_indexed, self.embargo_until)), default=None)

    @property
    def revised(self) -> datetime | None:
        """When its content last changed before readers' eyes; None for never."""
        is_seen = self.changed and (self.appeared is None or self.changed > self.appeared)
        return self.changed if is_seen else None

    @property
    def latest(self) -> datetime | None:
        """When something last happened to it before readers' eyes: it changed, or appeared; None if nobody knows."""
        return self.revised or self.appeared

    @property
    def searchable(self) -> tuple[Block, ...]:
        """The text by which it is found: all of it, and nothing of what was withdrawn."""
        return () if self.withdrawn else self.blocks

    def is_under_embargo(self, now: datetime) -> bool:
        """Whether the release must stay unseen at this moment (aware datetime)."""
        return self.embargo_until is not None and now < self.embargo_until

    def is_visible(self, now: datetime) -> bool:
        """Whether readers may see it at this moment: it is neither under embargo nor withdrawn."""
        return self.withdrawn is None and not self.is_under_embargo(now)

    def _titles(self) -> list[Block]:
        return [block for block in self.blocks if block.part is Part.TITLE]


def _fault(release: Release) -> str | None:
    if not release.id:
        return "no id, and no address to take one from"
    if len(release.id) > MAX_ID_LENGTH or not release.id.isprintable():
        return f"the id is longer than {MAX_ID_LENGTH} characters or holds control characters"
    titles = [block for block in release.blocks if block.part is Part.TITLE]
    if len(titles) != 1:
        return "no title" if not titles else "more than one title"
    if not any(block.part in (Part.LEAD, Part.BODY) for block in release.blocks):
        return "no text"
    if not all(block.text.strip() for block in release.blocks):
        return "an empty block of text"
    return None
