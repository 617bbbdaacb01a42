"""How does a draft become a release? Text is normalised, facts are checked, and what is missing is found out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from index import addresses, kinds
from index.dates import ImpossibleDate, read_date, read_moment
from index.draft import Draft, Unreadable
from index.entities.countries import Gazetteer
from index.knowledge import Knowledge
from index.languages import spoken
from index.outcome import Caveat
from search.analysis import normalize
from search.countries import country_codes
from search.languages import LANGUAGES
from search.release import Block, Kind, Part, Release

_TOMORROW = timedelta(days=1)  # a newsroom east of us can be a day ahead


@dataclass(frozen=True, slots=True)
class Derived:
    """A release, what was wrong with its draft (`warnings`), and what is wrong with many drafts (`remarks`)."""

    release: Release
    warnings: tuple[Caveat, ...]
    remarks: tuple[Caveat, ...]


def derive(draft: Draft, knowledge: Knowledge) -> Derived:
    """The release that a draft makes.

    Raises:
        InvalidRelease: it has no identity, no title or no text.
        Unreadable: its embargo cannot be read, so that it could be published by mistake.
    """
    warnings: list[Caveat] = []
    remarks = [_ignored(field) for field in draft.unknown_fields]
    url = _url(draft, warnings)
    published = _published(draft, url, knowledge, warnings)
    texts = _texts(draft)
    language, blocks = spoken(texts, draft.language, url, warnings)
    title = next((text for part, text in texts if part is Part.TITLE), "")
    countries = knowledge.gazetteer.found(blocks)
    people = knowledge.spotter.found(blocks, published)
    stated = _stated_countries(draft, knowledge, warnings)
    ministers = people.acting if draft.ministers is None else knowledge.spotter.stated(map(normalize, draft.ministers))
    id = normalize(draft.id or "") or (addresses.id_of(url) if url else "")
    release = Release(
        id=id,
        url=url,
        kind=_kind(draft, title, url, remarks),
        published=published,
        language=language,
        blocks=blocks,
        ministers=ministers,
        people=tuple(dict.fromkeys((*people.mentioned, *ministers))),
        countries=countries.about if stated is None else stated,
        mentions=tuple(dict.fromkeys((*countries.mentioned, *(stated or ())))),
        translations=tuple(other for other in _translations(draft) if other != id),
        embargo_until=_embargo(draft),
    )
    return Derived(release, tuple(warnings), tuple(remarks))


def _texts(draft: Draft) -> list[tuple[Part, str]]:
    """The draft's texts in reading order, normalised, without empty ones and without a title said twice."""
    title = normalize(draft.title or "")
    alternatives = dict.fromkeys(normalize(other) for other in draft.alternative_titles)
    stated = [
        (Part.TITLE, title),
        *((Part.ALTERNATIVE_TITLE, other) for other in alternatives if other != title),
        (Part.LEAD, normalize(draft.lead or "")),
        *((Part.BODY, normalize(paragraph)) for paragraph in draft.paragraphs),
    ]
    return [(part, text) for part, text in stated if text]


def _url(draft: Draft, warnings: list[Caveat]) -> str | None:
    stated = normalize(draft.url or "")
    url = addresses.complete(stated)
    if stated and not url:
        warnings.append(Caveat(f"'{stated[:80]}' is no address of the web, and was left out", "correct the address"))
    return url


def _published(draft: Draft, url: str | None, knowledge: Knowledge, warnings: list[Caveat]) -> date | None:
    if not draft.published or not draft.published.strip():
        if url and (day := addresses.day_in(url)) and day <= (knowledge.clock() + _TOMORROW).date():
            return day
        warnings.append(Caveat("the date is missing; kept as undated", "add the day of publication"))
        return None
    try:
        published = read_date(normalize(draft.published))
    except ImpossibleDate as error:
        warnings.append(Caveat(f"{error}; kept as undated", "write the day as 2020-06-04"))
        return None
    if published > (knowledge.clock() + _TOMORROW).date():
        reason = f"the date {published} lies in the future"
        warnings.append(Caveat(reason, "correct it, or set embargo_until if the release must wait"))
    return published


def _kind(draft: Draft, title: str, url: str | None, remarks: list[Caveat]) -> Kind:
    stated = normalize(draft.kind or "")
    named = kinds.kind_named(stated)
    if stated and not named:
        reason = f"the kind '{stated[:60]}' is not in the table of kinds; found out from title and address"
        remarks.append(Caveat(reason, "use one of " + ", ".join(kind.value for kind in Kind)))
    return named or kinds.kind_of(title, url)


def _stated_countries(draft: Draft, knowledge: Knowledge, warnings: list[Caveat]) -> tuple[str, ...] | None:
    """The codes of the countries that the source states, None where it says nothing of countries."""
    if draft.countries is None:
        return None
    codes = {stated: _code(normalize(stated), knowledge.gazetteer) for stated in draft.countries}
    unknown = (stated for stated, code in codes.items() if not code)
    do = "write its ISO 3166 code, such as IQ"
    warnings.extend(Caveat(f"'{stated[:60]}' is no country, and was left out", do) for stated in unknown)
    return tuple(dict.fromkeys(code for code in codes.values() if code))


def _code(stated: str, gazetteer: Gazetteer) -> str | None:
    """The code that a source states, or that its name of the country stands for."""
    if stated.upper() in country_codes():
        return stated.upper()
    first, *others = LANGUAGES
    return next(iter(gazetteer.found([Block(Part.TITLE, stated, first, tuple(others))]).mentioned), None)


def _translations(draft: Draft) -> tuple[str, ...]:
    stated = (normalize(other) for other in draft.translation_of)
    ids = ((addresses.id_of(url) if (url := _address(other)) else other) for other in stated)
    return tuple(dict.fromkeys(id for id in ids if id))


def _address(stated: str) -> str | None:
    return addresses.complete(stated) if "/" in stated else None


def _embargo(draft: Draft) -> datetime | None:
    stated = normalize(draft.embargo_until or "")
    if not stated:
        return None
    try:
        return read_moment(stated)
    except ValueError as error:
        reason = f"the embargo '{stated[:40]}' cannot be read, and without it the release might be published too early"
        raise Unreadable(reason) from error


def _ignored(field: str) -> Caveat:
    return Caveat(f"the field '{field[:60]}' is unknown and was ignored", "leave it out, or see the list of fields")
