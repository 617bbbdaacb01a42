"""Which numbers and times of day does a text name, so that they can be compared with those of another language?

2,5 Millionen   2.5 million   2,500,000          10.30 Uhr   10:30 a.m.          030 555 01 77   +49 30 555 01 77
"""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from search.analysis import exact
from search.analysis.wordlists import wordlists
from search.figures import FIGURE, form_of
from search.parallel.mentions import Kind, Mention

_AROUND_THE_CLOCK = (24, 365)  # hours a day, days a year: "rund um die Uhr", "every day"
_ONE_GROUP = re.compile("[0-9]{1,3}[.,][0-9]{3}")
FEW = 12  # numbers up to this one are mostly written as words
_LONGEST = 30  # characters of a number that is reckoned with

_TELEPHONE = re.compile(
    r"(?:\+ ?\d{1,3}|(?<![\w.,])(?:00\d{2}|0 ?\d|\(0\) ?\d))(?:[ ().\-]*|/)\d(?:[ ().\-]*\d| ?/ ?(?=[1-9]\d\d)\d){4,14}"
)
_SAME_DIGITS = 7  # at the end of a telephone number; before them stands the country's code, or does not
_WORD = re.compile(r"(?:\. |[ -])?([^\W\d_]+(?:\.[^\W\d_]+)*)")
_CLOCK = re.compile(r"([0-9]{1,2})([:.h])([0-5][0-9])(?![^\W\d_]?[0-9])(?![.,:][0-9])")
_MINUTES = re.compile(r" ([0-5][0-9])(?![^\W_]|[.,:][0-9])")  # 17 Uhr 30
_HOUR = re.compile(r"[0-9]{1,2}(?![0-9.,:])")
# From one to another: 14–24 October, 14 to 24, 14. bis 24.; a day of such a range may have its month or not.
_RANGE_BEFORE = re.compile(r"[0-9]\.? ?(?:[-–/]|[^\W\d_]{1,5}) ?\Z")
_RANGE_BEHIND = re.compile(r"(?:\.|st|nd|rd|th)? ?(?:[-–/]|[^\W\d_]{1,5}) ?[0-9]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NEXT = re.compile(r"[^0-9.;:!?]{1,50}[0-9]+(?:[.,'’][0-9]+)*[ -]?([^\W\d_]+)")
_GLUED = re.compile(r"[^\W\d_]{1,40}([0-9]{2,9})(?![^\W_])")
_ROMAN = re.compile(r"([IVX]{2,8})(?:\.|st|nd|rd|th)?(?![^\W_])")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_SHORT_YEAR = re.compile(r"[0-9]{2}(?:er|s)?(?![^\W_])")
_BEFORE_SHORT, _BEHIND = frozenset("/-–'’"), frozenset("es")  # 2014/15, ’90; 80er, 80s
_ITEM = re.compile(r"[0-9]{1,2}[.)] ")  # "1. ", at the head of a paragraph


def telephone(text: str, place: int, language: str) -> Mention | None:
    """The telephone number that begins at a place of a text."""
    found = _TELEPHONE.match(text, place)
    if not found:
        return None
    digits = "".join(re.findall(r"\d", found.group()))
    keys = frozenset([f"telephone:{digits[-_SAME_DIGITS:]}"])
    return Mention(place, found.end(), Kind.TELEPHONE, keys, keys)


def time_of_day(text: str, place: int, language: str) -> Mention | None:
    """The time of day that begins at a place of a text.

    >>> sorted(time_of_day("10.30 Uhr", 0, "de").offers), sorted(time_of_day("10:30 p.m.", 0, "en").offers)
    (['time:10:30'], ['time:22:30'])
    >>> time_of_day("10.30", 0, "de"), time_of_day("10 people", 0, "en")
    (None, None)
    """
    clock, hour = _CLOCK.match(text, place), _HOUR.match(text, place)
    found = clock or hour
    if not found:
        return None
    word = _WORD.match(text, found.end())
    meaning = wordlists(language).numbers.times.get(exact(word[1])) if word else None
    if not meaning and not (clock and clock[2] != "."):
        return None
    end = word.end() if word and meaning else found.end()
    behind = _MINUTES.match(text, end) if hour and not clock else None
    minutes = clock[3] if clock else behind[1] if behind else "00"
    times = _times(int(clock[1] if clock else found.group()), minutes, meaning)
    return _mention(place, behind.end() if behind else end, times) if times else None


def number(text: str, place: int, language: str) -> Mention | None:
    """The number that begins at a place of a text, with the million behind it; the number of an item is never missed.

    >>> sorted(number("2,5 Mio. Franken", 0, "de").offers), sorted(number("2.5 billion", 0, "en").offers)
    (['number:2500000'], ['number:2500000000'])
    """
    found = FIGURE.match(text, place)
    if not found:
        return None
    form, end = form_of(found.group()), found.end()
    try:
        value = Decimal(form[:_LONGEST])
    except InvalidOperation:
        keys = frozenset([f"number:{form}"])
        return Mention(place, end, Kind.COUNT, keys, keys)
    word = _WORD.match(text, end)
    scale = wordlists(language).numbers.scales.get(exact(word[1])) if word else None
    if word and scale and len(word[1]) == 1 and word.start(1) > end:  # 10 m
        scale = None
    shared = None if scale else _scale_of_next(text, end, language)
    values = {value * each for each in (scale or 1, shared) if each} | (
        {value} if word and scale and len(word[1]) == 1 else set()
    )
    if scale and _ONE_GROUP.fullmatch(found.group()):  # 1,385 million, in German
        values.add(value * scale / 1000)
    keys = frozenset(f"number:{_plain(each)}" for each in values)
    offers, needs = ((), ()) if scale else map(frozenset, _other_keys(text, place, end, form))
    needs = keys.union(needs, (f"{whose}:{key}" for whose in ("hour", "year") for key in keys))
    if place == 0 and _ITEM.match(text):
        needs = frozenset()
    is_vague = not scale and value in _AROUND_THE_CLOCK
    kind = Kind.FEW if value <= FEW else Kind.YEAR if not scale and _YEAR.fullmatch(found.group()) else Kind.COUNT
    return Mention(place, word.end() if word and scale else end, kind, keys.union(offers), needs, is_vague)


def glued(text: str, place: int, language: str) -> Mention | None:
    """The number that goes on a word, as in Horizon2020; never missed."""
    found = _GLUED.match(text, place)
    return Mention(place, found.end(), Kind.COUNT, frozenset([f"number:{found[1]}"])) if found else None


def roman(text: str, place: int, language: str) -> Mention | None:
    """The Roman number that begins at a place of a text; never missed, as it may be initials.

    >>> sorted(roman("XIVth Summit", 0, "en").offers), roman("I", 0, "en"), roman("CIVIL", 0, "en")
    (['number:14'], None, None)
    """
    found = _ROMAN.match(text, place)
    if not found:
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in found[1]]
    value = sum(digit if digit >= max(digits[at:]) else -digit for at, digit in enumerate(digits))
    return Mention(place, found.end(), Kind.COUNT, frozenset([f"number:{value}"]))


def _scale_of_next(text: str, place: int, language: str) -> int | None:
    """The million that a number shares with the one behind it: from 20 to 22 million."""
    found = _NEXT.match(text, place)
    return wordlists(language).numbers.scales.get(exact(found[1])) if found and len(found[1]) > 1 else None


def _mention(start: int, end: int, times: Sequence[str]) -> Mention:
    """A time of day meets a bare number, too: the hour, or hour and minutes as in 10.30."""
    hours = {f"number:{int(time[:2])}" for time in times if time.endswith(":00")}
    offers = frozenset(f"time:{time}" for time in times)
    numbers = {f"number:{_plain(Decimal(time.replace(':', '.')))}" for time in times}
    return Mention(start, end, Kind.TIME, offers.union(f"hour:{key}" for key in hours), offers | hours | numbers)


def _times(hour: int, minute: str, meaning: str | None) -> list[str]:
    """The time as a clock of 24 hours has it; both of a clock of twelve where nothing says which."""
    if meaning in ("forenoon", "afternoon") and 1 <= hour <= 12:
        return [f"{hour % 12 + (12 if meaning == 'afternoon' else 0):02}:{minute}"]
    hours = [hour] if meaning == "hour" or not 1 <= hour <= 11 else [hour, hour + 12]
    return [f"{each:02}:{minute}" for each in hours if each <= 24]


def _other_keys(text: str, place: int, end: int, form: str) -> tuple[list[str], list[str]]:
    """What a number offers and needs beside its own key: it may be a year, a time of day, or a day of a range."""
    offers, needs = [], []
    if _YEAR.fullmatch(form):
        offers, needs = [f"year ending:{form[2:]}"], [f"short year:{form[2:]}"]
        needs += [f"number:{form[2:]}"] if text[end : end + 1] in _BEHIND else []  # the 1940s, die vierziger Jahre
    elif _SHORT_YEAR.match(text, place) and (
        text[place - 1 : place] in _BEFORE_SHORT or text[end : end + 1] in _BEHIND
    ):
        offers, needs = [f"short year:{text[place : place + 2]}"], [f"year ending:{text[place : place + 2]}"]
    if _RANGE_BEFORE.search(text[max(0, place - 12) : place]) or _RANGE_BEHIND.match(text, end):
        offers.append(f"in range:{form}")
        needs.append(f"day:{form}")
    clock = _CLOCK.match(text, place)
    times = [f"time:{time}" for time in _times(int(clock[1]), clock[3], None)] if clock else []
    return offers + times, needs + times


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
