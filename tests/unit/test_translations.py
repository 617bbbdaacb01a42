"""Does the interface speak each language in full?"""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import search
import web
from search.errors import Problem
from search.languages import LANGUAGES
from web.locale import catalogue_file, load_interfaces

KEYWORDS = {"N_": None, "gettext": None, "ngettext": (1, 2), "_": None}
WEB, SEARCH = (Path(package.__path__[0]) for package in (web, search))
PLACE = re.compile(r"%\(\w+\)s")


def extracted():
    with (WEB / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = (
        message
        for folder in (WEB, SEARCH)
        for _, _, message, _, _ in extract_from_dir(str(folder), methods, options, keywords=KEYWORDS)
    )
    return set(found)


def catalogue(code):
    with catalogue_file(code).open("rb") as file:
        return read_po(file, locale=code)


def messages(code):
    return [message for message in catalogue(code) if message.id]


def texts(value):
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_catalogue_holds_just_the_messages_of_the_program(code):
    assert {message.id for message in messages(code)} == extracted()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_uncertain(code):
    assert [message.id for message in messages(code) if message.fuzzy] == []


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_message_is_translated(code):
    assert [message.id for message in messages(code) if not all(texts(message.string))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(code):
    places = {
        (translation, tuple(sorted(PLACE.findall(translation))), tuple(sorted(PLACE.findall(original))))
        for message in messages(code)
        for original, translation in zip(texts(message.id), texts(message.string), strict=True)
        if translation
    }
    assert [translation for translation, there, here in places if there != here] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_holds_a_percent_sign_that_is_no_place(code):
    stray = [text for message in messages(code) for text in texts(message.string) if "%" in PLACE.sub("", text)]
    assert stray == []


def test_dates_and_numbers_are_written_as_the_language_does():
    german, english = (load_interfaces()[code] for code in ("de", "en"))
    assert (german.period("2020-06-04"), english.period("2020-06-04")) == ("4. Juni 2020", "4 June 2020")
    assert (german.period("2020-06"), english.period("2020-06")) == ("Juni 2020", "June 2020")
    assert (german.period("2020"), english.period("2020")) == ("2020", "2020")
    assert (german.number(12345), english.number(12345)) == ("12.345", "12,345")


def test_names_are_those_of_the_language():
    german, english = (load_interfaces()[code] for code in ("de", "en"))
    assert (german.country("IQ"), english.country("IQ")) == ("Irak", "Iraq")
    assert (german.language("en"), english.language("en")) == ("Englisch", "English")
    assert (german.kind("speech"), english.kind("speech")) == ("Rede", "Speech")


@pytest.mark.parametrize(
    ("code", "count", "sentence"),
    [
        ("de", 0, "0 Veröffentlichungen"),
        ("de", 1, "1 Veröffentlichung"),
        ("de", 2, "2 Veröffentlichungen"),
        ("en", 0, "0 releases"),
        ("en", 1, "1 release"),
        ("en", 2, "2 releases"),
    ],
)
def test_a_count_goes_with_its_noun(code, count, sentence):
    interface = load_interfaces()[code]
    assert interface.ngettext("%(number)s release", "%(number)s releases", count) == sentence


def test_a_fault_is_told_in_the_language():
    problem = Problem("country", "%(value)s is unknown; there are %(allowed)s", {"value": "xx", "allowed": "a, b"})
    assert load_interfaces()["de"].problem(problem) == "xx ist unbekannt; es gibt a, b"
