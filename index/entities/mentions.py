"""What is read of a release, and what is known of its people by now? Between the finding of names and of persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.entities.discovery import Called, called_in
from index.entities.people import Rule
from index.entities.registered import Directory, spellings, surnames_of
from index.entities.roles import Role
from index.entities.running_text import Words, folded, words_of
from search.ministers import Entry
from search.release import Block, Minister

_NAMESAKES = 50  # people of one surname in a release, among whom a longer name is looked for
Surname = tuple[str, ...]  # its words, folded


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as it is read.

    Attributes:
        texts: the words of each block.
        called: the offices with names in each block.
        languages: the code of each block's language.
        directory: the registry.
        day: of the release, None if it is undated.
        vocabulary: all words, as written.
    """

    texts: Sequence[Words]
    called: Sequence[Sequence[Called]]
    languages: Sequence[str]
    directory: Directory
    day: date | None
    vocabulary: frozenset[str]

    def holders(self, surname: Surname, one: Called) -> Sequence[Entry]:
        """The bearers of a surname who hold the office, or held it if the text says so; a deputy holds none."""
        return [] if one.deputy else self.directory.holders(surname, one.role, self.day, former=one.former)

    def folded(self, block: int, start: int, end: int) -> Surname:
        """The words of a block from `start` to before `end`, folded."""
        return tuple(map(folded, self.texts[block].words[start:end]))

    def is_full(self, block: int, one: Called) -> bool:
        """Whether a name is more than a surname: "Le Drian" is none that the registry holds as one."""
        return one.name.is_full and self.folded(block, one.name.start, one.name.end) not in self.directory.surnames


def reading_of(blocks: Sequence[Block], directory: Directory, day: date | None) -> Reading:
    """How these blocks are read."""
    texts = [words_of(block.text) for block in blocks]
    called = [list(called_in(words)) for words in texts]
    vocabulary = frozenset(word for words in texts for word in words.words)
    return Reading(texts, called, [block.language for block in blocks], directory, day, vocabulary)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a release names somebody.

    Attributes:
        minister: whom.
        rule: what told that.
        block: number of the block.
        start, end: characters in it.
        called: the office that the person is called by there.
    """

    minister: Minister
    rule: Rule
    block: int
    start: int
    end: int
    called: Called | None = None

    @property
    def role(self) -> Role | None:
        """The office that the person is called by there, as its holder of today."""
        return self.called.role if self.called and not (self.called.former or self.called.deputy) else None


@dataclass(slots=True)
class Found:
    """What is known by now: the one thing here that changes, while one release is resolved.

    Attributes:
        mentions: in no order.
        taken: the words that belong to a mention: number of the block, place.
        owners: by surname, whose it is in this release, with the words of the name before it.
        whole: whom the registry lacks, with the folded words of the name, by the last of them.
    """

    mentions: list[Mention] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    owners: dict[Surname, dict[Minister, Surname]] = field(default_factory=dict)
    whole: dict[str, dict[Surname, Minister]] = field(default_factory=dict)

    def add(self, minister: Minister, rule: Rule, at: tuple[int, int, int], words: Words, one: Called | None) -> None:
        """Note a mention at a block, from a place to before another."""
        block, start, end = at
        span = words.spans[start][0], words.spans[end - 1][1]
        self.mentions.append(Mention(minister, rule, block, *span, one))
        self.taken.update((block, place) for place in range(start, end))

    def is_taken(self, block: int, places: Iterable[int]) -> bool:
        """Whether one of these words belongs to a mention."""
        return any((block, place) in self.taken for place in places)

    def own(self, surname: Surname, minister: Minister, first: Surname = ()) -> None:
        """Let a surname be that person's in this release."""
        self.owners.setdefault(surname, {})[minister] = first

    def own_entry(self, entry: Entry) -> None:
        """Let a surname be that of an entry of the registry, however it is spelled."""
        whole = next(iter(spellings(entry.minister.name)))
        for surname in surnames_of(entry):
            self.own(surname, entry.minister, whole[: -len(surname)] if whole[-len(surname) :] == surname else ())

    def discovered(self, name: Surname, minister: Minister) -> Minister:
        """Who has a name, longest names first: Lula da Silva is Luiz Inácio Lula da Silva, if he was before."""
        alike = self.whole.setdefault(name[-1], {})
        longer = next((each for whole, each in alike.items() if whole[-len(name) :] == name), None)
        if longer is None and len(alike) < _NAMESAKES:
            alike[name] = minister
        return longer or minister
