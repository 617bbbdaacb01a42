"""Which countries does a release name and which is it about? All that the table knows, looked for in every block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.entities.countries.dateline import Places, places
from index.entities.countries.evidence import STRENGTH, Countries, Evidence, Rule, placed, weighed
from index.entities.countries.forms import Form, forms
from index.entities.countries.scan import Found, Holds, Lexis, Phrase, lexis
from search.countries import country_codes
from search.country_table import CountryTable, Guard, load_table
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.release import Block

OWN = "DE"  # the country of the newsroom, where nothing else is said

_TELLING = (
    Rule.ADJECTIVE,
    Rule.INHABITANT,
    Rule.ABBREVIATION,
)  # rules whose words say which money or language is meant


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What countries are called, ready to look for.

    Attributes:
        spoken: by language, as texts are written.
        shouted: by language, as texts all in capitals are.
        places: what stands in a dateline.
        own: code of the newsroom's own country, which no release is said to be about; None for none.
    """

    spoken: Mapping[str, Lexis]
    shouted: Mapping[str, Lexis]
    places: Places
    own: str | None

    def found(self, blocks: Sequence[Block]) -> Countries:
        """The countries of a release, with the words that speak for them; each block is read in its own languages.

        >>> load_gazetteer().found([Block(Part.TITLE, "Niger and Guinea-Bissau, not Nigeria's neighbour", "en")]).about
        ('NE', 'GW', 'NG')
        """
        holds = _holder(blocks)
        first = next((number for number, block in enumerate(blocks) if not block.part.is_title), None)
        found = []
        for number, (block, place) in enumerate(zip(blocks, placed(blocks), strict=True)):
            for each in self._in(block, number == first, holds):
                weight = STRENGTH[each.rule] * place(each.start)
                found.append(Evidence(each.code, each.rule, number, each.start, each.end, weight))
        return weighed(found, self.own)

    def _in(self, block: Block, is_head: bool, holds: Holds) -> Sequence[Found]:
        """What a block holds, in order; what a dateline says is not said again by its city's name."""
        lexes = self.shouted if block.text.isupper() else self.spoken
        found = list(self.places.in_dateline(block.text)) if is_head else []
        ends = max((each.end for each in found), default=0)
        if len(block.languages) == 1:
            return [*found, *(each for each in lexes[block.language].scan(block.text, holds) if each.start >= ends)]
        read = (each for language in block.languages for each in lexes[language].scan(block.text, holds))
        different = {(each.start, each.code): each for each in read if each.start >= ends}
        return [*found, *sorted(different.values(), key=lambda each: (each.start, each.code))]


def load_gazetteer(own: str | None = OWN, table: CountryTable | None = None) -> Gazetteer:
    """The names of all countries, for a newsroom of the country `own`; the table is ours if none is given.

    Raises:
        InvalidSettings: there is no such country, or our table was edited and an entry is wrong.
    """
    table = table or load_table()
    if own is not None and own not in country_codes():
        raise InvalidSettings(f"own country: '{own}' is no code of a country, such as {OWN}")
    return Gazetteer(
        spoken={language: _spoken(table, language) for language in LANGUAGES},
        shouted={language: _shouted(table, language) for language in LANGUAGES},
        places=places(table),
        own=own,
    )


def _spoken(table: CountryTable, language: str) -> Lexis:
    return lexis(_phrases(table, language))


def _shouted(table: CountryTable, language: str) -> Lexis:
    """As they stand in a text all in capitals; without short abbreviations, for nobody can tell US from us there."""
    phrases = _phrases(table, language)
    return lexis(
        replace(phrase, words=_upper(phrase.words), guard=phrase.guard and _loud(phrase.guard))
        for phrase in phrases
        if phrase.rule is not Rule.ABBREVIATION or max(map(len, phrase.words)) != len("US")
    )


def _phrases(table: CountryTable, language: str) -> Iterator[Phrase]:
    """All that can stand in a text."""
    telling = Guard((), frozenset(), frozenset(table.money_and_languages.get(language, ())), ())
    for form in forms(table, language):
        guard = table.guards.get(" ".join(form.words)) or table.guards.get(form.base)
        if guard is None and form.rule in _TELLING:
            guard = telling
        if _is_read(form, table, guard, language):
            yield Phrase(form.words, form.code, form.rule, guard)


def _is_read(form: Form, table: CountryTable, guard: Guard | None, language: str) -> bool:
    if guard and guard.languages and language not in guard.languages:
        return False
    return not (form.rule is Rule.CAPITAL and form.base in table.meeting_places)


def _loud(guard: Guard) -> Guard:
    after, before = (frozenset(map(str.upper, words)) for words in (guard.not_after, guard.not_before))
    return replace(guard, not_after=after, not_before=before)


def _upper(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(str.upper, words))


def _holder(blocks: Sequence[Block]) -> Holds:
    """Whether a release holds one of some texts; looked for once, however often a name needs it."""
    known: dict[tuple[str, ...], bool] = {}

    def holds(texts: tuple[str, ...]) -> bool:
        if texts not in known:
            known[texts] = any(text in block.text for text in texts for block in blocks)
        return known[texts]

    return holds
