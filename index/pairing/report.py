"""What should a press office look at? Pairs in doubt, what is untranslated, what came later, where figures differ."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.pairing.pairs import Pair, together
from index.pairing.versions import Pairing
from search.figures import figures
from search.languages import LANGUAGES
from search.release import Release

_WRITTEN_OUT = 12  # numbers up to this one may be words in the other version
# A telephone number has its country's code in one version and not in the other.
_TELEPHONE = re.compile(r"(?<![\w.,])(?:\+\d{1,3}|00\d{2}|0\d)[\d ()/.\-]{6,}\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_FIGURES = 10_000  # of one release that are compared


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the report says of a release.

    Attributes:
        id, language, published, title: the release's.
        figures: its numbers and days in exact form, in order of mention, each once; without telephone numbers, and
            without numbers up to twelve.
    """

    id: str
    language: str
    published: date | None
    title: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Couple:
    """A pair with what is known of its releases, in the pair's order."""

    pair: Pair
    one: Sheet
    other: Sheet

    @property
    def days(self) -> int | None:
        """How many days `other` came after `one`; below 0 where it came before, None where a day is unknown."""
        if self.one.published is None or self.other.published is None:
            return None
        return (self.other.published - self.one.published).days

    @property
    def later(self) -> Sheet | None:
        """The version that came later; None where both came on one day, or a day is unknown."""
        return self.in_order[1] if self.days else None

    @property
    def in_order(self) -> tuple[Sheet, Sheet]:
        """Both versions, the earlier one first."""
        return (self.other, self.one) if self.days and self.days < 0 else (self.one, self.other)

    @property
    def only(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The figures that stand in one version alone, of each, in order of mention.

        A day or a year only where each version has one that the other lacks: "4 June" is said without its year, too.
        """
        ours, theirs = _without(self.one.figures, self.other.figures), _without(self.other.figures, self.one.figures)
        for is_left_out in (_is_day, _is_year):
            if not (any(map(is_left_out, ours)) and any(map(is_left_out, theirs))):
                ours, theirs = ([each for each in only if not is_left_out(each)] for only in (ours, theirs))
        return tuple(ours), tuple(theirs)

    @property
    def differs(self) -> bool:
        """Whether figures stand in one version alone."""
        return any(self.only)


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A release that has no version in some languages.

    Attributes:
        sheet: the release.
        missing: codes of these languages.
    """

    sheet: Sheet
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How a newsroom's languages stand.

    Attributes:
        couples: all pairs, those in most doubt first, then by id.
        possible: what might be pairs and is none, the likeliest first.
        untranslated: the newest first, undated ones last.
        is_chosen: whether it is on some releases alone.
    """

    couples: Sequence[Couple]
    possible: Sequence[Couple]
    untranslated: Sequence[Untranslated]
    is_chosen: bool = False

    @property
    def doubtful(self) -> Sequence[Couple]:
        """The pairs that somebody should look at."""
        return [couple for couple in self.couples if couple.pair.is_doubtful]

    @property
    def later(self) -> Sequence[Couple]:
        """The pairs of which one version came later, the longest wait first."""
        return sorted((couple for couple in self.couples if couple.days), key=lambda couple: -abs(couple.days or 0))

    @property
    def differing(self) -> Sequence[Couple]:
        """The pairs in which figures stand in one version alone, the newest first."""
        return sorted((couple for couple in self.couples if couple.differs), key=lambda couple: _newest(couple.one))


def sheet_of(release: Release) -> Sheet:
    """The sheet of a release."""
    return Sheet(release.id, release.language, release.published, release.title, tuple(_figures(release)))


def report_on(pairing: Pairing, sheets: Mapping[str, Sheet], chosen: Collection[str] = ()) -> Report:
    """The report on all releases, or on chosen ones."""
    found, possible = (_couples(pairs, sheets, chosen) for pairs in (pairing.pairs, pairing.possible))
    alone = [each for each in _untranslated(pairing.pairs, sheets) if _is_among([each.sheet.id], chosen)]
    found.sort(key=lambda couple: (couple.pair.confidence, couple.pair.ids))
    return Report(found, possible, alone, bool(chosen))


def _couples(pairs: Iterable[Pair], sheets: Mapping[str, Sheet], chosen: Collection[str]) -> list[Couple]:
    return [Couple(pair, sheets[pair.one], sheets[pair.other]) for pair in pairs if _is_among(pair.ids, chosen)]


def _is_among(ids: Iterable[str], chosen: Collection[str]) -> bool:
    return not chosen or any(id in chosen for id in ids)


def _untranslated(pairs: Iterable[Pair], sheets: Mapping[str, Sheet]) -> Iterator[Untranslated]:
    """What has no version in a language that the newsroom publishes in."""
    languages = {sheet.language for sheet in sheets.values()}
    versions = {id: group for group in together(pairs) for id in group}
    for sheet in sorted(sheets.values(), key=_newest):
        beside = {sheets[id].language for id in versions.get(sheet.id, ())}
        missing = tuple(code for code in LANGUAGES if code in languages - beside - {sheet.language})
        if missing:
            yield Untranslated(sheet, missing)


def _newest(sheet: Sheet) -> tuple[int, str]:
    return (-(sheet.published or date.min).toordinal(), sheet.id)


def _figures(release: Release) -> Sequence[str]:
    texts = (_TELEPHONE.sub(" ", block.text) for block in release.blocks)
    found = dict.fromkeys(figure for text in texts for figure in figures(text) if not _is_written_out(figure))
    return list(found)[:_MOST_FIGURES]


def _is_written_out(figure: str) -> bool:
    return len(figure) < 3 and figure.isdecimal() and int(figure) <= _WRITTEN_OUT


def _is_day(figure: str) -> bool:
    return _DAY.fullmatch(figure) is not None


def _is_year(figure: str) -> bool:
    return _YEAR.fullmatch(figure) is not None


def _without(figures: Sequence[str], others: Sequence[str]) -> list[str]:
    beside = set(others)
    return [figure for figure in figures if figure not in beside]
