"""How does the interface speak? Per language: its catalogue of messages, and how it writes dates, numbers and names."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.core import Locale, get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from search.countries import country_names
from search.errors import N_, Problem
from search.languages import LANGUAGES
from search.release import Kind

CATALOGUES = Path(__file__).parent / "translations"
DOMAIN = "messages"

KIND_LABELS: Mapping[str, str] = {
    Kind.PRESS_RELEASE: N_("Press release"),
    Kind.STATEMENT: N_("Statement"),
    Kind.SPEECH: N_("Speech"),
    Kind.INTERVIEW: N_("Interview"),
    Kind.ARTICLE: N_("Article"),
}


@dataclass(frozen=True, slots=True)
class Interface:
    """A language that the interface speaks.

    Attributes:
        code: of the language, as in addresses.
        locale: the rules and names of CLDR.
        catalogue: the messages; one that it lacks stays English.
    """

    code: str
    locale: Locale
    catalogue: Translations

    def gettext(self, message: str, /, **values: object) -> str:
        """A message with its places filled."""
        return str(self.catalogue.gettext(message)) % values

    def ngettext(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """The message that goes with a count; `%(number)s` is the count, written out as numbers are."""
        message = str(self.catalogue.ngettext(singular, plural, count))
        return message % {"number": self.number(count), **values}

    def problem(self, problem: Problem) -> str:
        """What is wrong with a parameter."""
        return self.gettext(problem.message, **problem.values)

    def number(self, number: int) -> str:
        """12.345 or 12,345."""
        return _decimal(number, self.locale)

    def written(self, day: date, pattern: str) -> str:
        """A day in a pattern of CLDR: `y, MMMM d` is 2020, June 4."""
        return format_date(day, pattern, locale=self.locale)

    def date(self, day: date) -> str:
        """4. Juni 2020 or 4 June 2020."""
        return format_date(day, "long", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """4. Juni 2020, 14:00 Uhr (UTC) or 4 June 2020, 14:00 (UTC); the day alone where that begins then."""
        moment = moment.astimezone(UTC)
        if moment.time() == time.min:
            return self.date(moment.date())
        clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
        return self.gettext("%(day)s, %(clock)s (UTC)", day=self.date(moment.date()), clock=clock)

    def period(self, text: str) -> str:
        """A year, a month or a day in the notation of addresses: 2020, Juni 2020, 4. Juni 2020."""
        if len(text) == len("2020"):
            return text
        if len(text) == len("2020-06"):
            return self._skeleton("yMMMM", f"{text}-01")
        return self.date(date.fromisoformat(text))

    def mark(self, text: str) -> str:
        """A period in the same notation, as short as the mark of an axis: 2020, Juni 2020, 4. Juni."""
        if len(text) <= len("2020-06"):
            return self.period(text) if len(text) == len("2020") else self._skeleton("yMMM", f"{text}-01")
        return self._skeleton("MMMd", text)

    def _skeleton(self, skeleton: str, day: str) -> str:
        return str(format_skeleton(skeleton, date.fromisoformat(day), locale=self.locale))

    def collated(self, text: str) -> tuple[str, str]:
        """What names are sorted by: letters without accents or case, as DIN 5007-1 and English lists have it.

        >>> interface = load_interfaces()["de"]
        >>> sorted(["Österreich", "Oman", "Afghanistan", "Ägypten"], key=interface.collated)
        ['Afghanistan', 'Ägypten', 'Oman', 'Österreich']
        """
        letters = unicodedata.normalize("NFKD", text.casefold())
        return "".join(letter for letter in letters if not unicodedata.combining(letter)), text

    def country(self, code: str) -> str:
        """The name of a country; its code where it has no name."""
        return country_names(self.code).get(code, code)

    def language(self, code: str) -> str:
        """The name of a language."""
        return str(self.locale.languages.get(code, code))

    @property
    def region(self) -> str:
        """The language with the country that it is taken to be at home in: de_DE, en_GB."""
        likely = get_global("likely_subtags").get(self.code, self.code)
        return f"{self.code}_{self.locale.territory or likely.rpartition('_')[2]}"

    def languages(self) -> str:
        """The languages of releases as a choice: German or English."""
        return format_list([self.language(code) for code in LANGUAGES], style="or", locale=self.locale)

    def kind(self, kind: str) -> str:
        """The name of a kind of release."""
        return self.gettext(KIND_LABELS[kind]) if kind in KIND_LABELS else kind


def load_interfaces() -> Mapping[str, Interface]:
    """Every language of the interface by its code, its catalogue read from `translations`."""
    return {
        code: Interface(code, Locale.parse(language.locale or code), _catalogue(code))
        for code, language in LANGUAGES.items()
    }


def catalogue_file(code: str) -> Path:
    """Where the messages of a language are."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=10_000)
def _decimal(number: int, locale: Locale) -> str:
    """Kept, since a page on which hundreds of places are counted writes each four times: half of what it took."""
    return str(format_decimal(number, locale=locale))


def _catalogue(code: str) -> Translations:
    """The messages as gettext looks them up; compiled in memory, so that no compiled file can be out of date."""
    compiled = BytesIO()
    with catalogue_file(code).open("rb") as file:
        write_mo(compiled, read_po(file, locale=code, domain=DOMAIN))
    compiled.seek(0)
    return Translations(compiled)
