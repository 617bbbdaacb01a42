"""What can a text that is still being typed go on to?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_release

from search.engines import open_engine
from search.release import Block, Part
from search.results import Completions, FrequentPhrase, Title

LATER = datetime(2026, 1, 1, 13, tzinfo=UTC)

TITLES = {
    "de": [
        "Auswärtiges Amt zu Syrien",
        "Auswärtiges Amt zu Syrien",
        "Auswärtiges Amt zur Lage im Iran",
        "AUSWÄRTIGES AMT verurteilt Anschlag",
        "Auswärtiger Ausschuss tagt",
        "Anti-IS-Koalition: Treffen in Rom",
        "Anti-IS-Koalition: Treffen in Paris",
        "Anti-IS-Koalition (Treffen in London)",
        "Rede bei den Vereinten Nationen",
        "Rede vor den Vereinten Nationen",
        "Rede zu den Vereinten Nationen",
    ],
    "en": [
        "Federal Councillor Didier Burkhalter in Berlin",
        "Federal Councillor Didier Burkhalter in Rome",
        "Federal Councillor Didier Burkhalter on Syria",
        "Federal Foreign Office on Syria",
        "Freedom of the press",
        "Freedom of the press in Europe",
        "On the freedom of the press",
        "A letter to Germany’s “friends of the press”",
    ],
}


def releases(language, titles=None, first=0):
    """A release for each title, each a day newer than the one before."""
    return [
        a_release(f"{language}{number}", title, language=language, published=f"2020-06-{number + 1:02}")
        for number, title in enumerate(titles or TITLES[language], start=first)
    ]


@pytest.fixture
def reader(filled):
    german, english = releases("de"), releases("en")
    return filled([*german[::2], *english[1::2]], [*german[1::2], *english[::2]])


def phrases(reader, text):
    return [(phrase.text, phrase.count) for phrase in reader.completions(text).phrases]


def titles(reader, text):
    return [title.text for title in reader.completions(text).titles]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "ausw", [("AUSWÄRTIGES AMT", 4)], id="as the newest title writes it, what goes on the same left out"
        ),
        pytest.param("auswaertiges a", [("AUSWÄRTIGES AMT", 4)], id="umlauts spelled out, the last word a beginning"),
        pytest.param("Auswärtiges Amt zu", [], id="in too few titles"),
        pytest.param("amt", [("AMT", 4)], id="from the middle of a title"),
        pytest.param("mt", [], id="not from the middle of a word"),
        pytest.param("anti", [("Anti-IS-Koalition", 3)], id="with its hyphens, and not across signs"),
        pytest.param("Anti-IS-", [("Anti-IS-Koalition", 3)], id="typed up to a hyphen"),
        pytest.param(
            "is koal", [("IS-Koalition", 3)], id="a word that is in capitals what a function word is in small"
        ),
        pytest.param("koalition tr", [], id="not across a colon"),
        pytest.param("kommission", [], id="in no title"),
        pytest.param("vereinte", [("Vereinten Nationen", 3)], id="German"),
        pytest.param("den", [], id="that begins with a function word"),
        pytest.param("rede", [("Rede", 3)], id="what follows differs"),
        pytest.param("fed", [("Federal", 4), ("Federal Councillor Didier Burkhalter", 3)], id="English"),
        pytest.param("Federal C", [("Federal Councillor Didier Burkhalter", 3)], id="two words of four"),
        pytest.param("councillor d", [("Councillor Didier Burkhalter", 3)], id="from the second word on"),
        pytest.param("free", [("freedom of the press", 3)], id="with function words between"),
        pytest.param("freedom of the press in", [], id="longer than a phrase"),
        pytest.param("germany", [], id="a word of one title"),
    ],
)
def test_phrases_begin_with_what_was_typed_and_stand_in_three_titles(reader, text, expected):
    assert phrases(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("syrien", ["Auswärtiges Amt zu Syrien"], id="of the same words once"),
        pytest.param("syr", [TITLES["en"][3], TITLES["en"][2], TITLES["de"][1]], id="the newest first"),
        pytest.param("auswaert", [TITLES["de"][4], TITLES["de"][3], TITLES["de"][2], TITLES["de"][1]], id="as written"),
        pytest.param("treffen koalition p", ["Anti-IS-Koalition: Treffen in Paris"], id="in any order, across signs"),
        pytest.param("Treff koalition", [], id="a beginning before the last word"),
        pytest.param("Germany's fr", ["A letter to Germany’s “friends of the press”"], id="either apostrophe"),
        pytest.param("syrien " * 20, ["Auswärtiges Amt zu Syrien"], id="twenty words"),
        pytest.param(" „Syr\x00ien", ["Auswärtiges Amt zu Syrien"], id="with signs that are no part of a word"),
        pytest.param("ermany", [], id="the middle of a word"),
        pytest.param("sanctions", [], id="nothing"),
    ],
)
def test_titles_hold_all_words_that_were_typed(reader, text, expected):
    assert titles(reader, text) == expected


def test_a_title_comes_with_its_release_and_its_language(reader):
    assert reader.completions("friends").titles == (Title("en7", "en", "A letter to Germany’s “friends of the press”"),)


def test_of_titles_with_the_same_words_the_newest_release_is_meant(filled):
    reader = filled(
        [
            a_release("undated", "Talks, in Rome", published=None),
            a_release("b", "TALKS IN ROME", published="2020-06-04"),
            a_release("a", "Talks in Rome", published="2020-06-04"),
            a_release("older", "“Talks in Rome”", published="2020-06-03"),
        ]
    )
    assert reader.completions("rom") == Completions((FrequentPhrase("Rome", 4),), (Title("a", "en", "Talks in Rome"),))
    assert phrases(reader, "talks i") == [("Talks in Rome", 3)], "a phrase does not reach across a comma"


def test_five_phrases_and_five_titles_are_given_the_most_frequent_and_the_newest(filled):
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"]
    named = [f"p{word} number{number}" for place, word in enumerate(words) for number in range(3 + place % 3)]
    reader = filled(releases("en", named))
    assert phrases(reader, "p") == [("pgamma", 5), ("pzeta", 5), ("pbeta", 4), ("pepsilon", 4), ("palpha", 3)]
    assert titles(reader, "p") == named[:-6:-1]


def test_a_phrase_that_nearly_always_goes_on_in_the_same_way_is_left_to_the_longer_one(filled):
    whole = [f"{'x' * number} Guido Westerwelle" for number in range(1, 10)]
    assert phrases(filled(releases("de", [*whole, "Guido"])), "gui") == [("Guido Westerwelle", 9)]
    assert phrases(filled(releases("de", ["Guido"], first=11)), "gui") == [("Guido", 11), ("Guido Westerwelle", 9)]


def test_a_release_counts_once_however_often_its_titles_hold_a_phrase(filled):
    twice = a_release("1", "Iran and Iran")
    both = replace(twice, id="2", blocks=(*twice.blocks, Block(Part.ALTERNATIVE_TITLE, "Iran", "de")))
    assert phrases(filled([twice, both]), "iran") == []
    assert phrases(filled(a_release("3", "On Iran")), "iran") == [("Iran", 3)]


def test_other_titles_of_a_release_are_suggested_in_their_own_language(filled):
    release = a_release("1", "Statement on Iraq")
    both = replace(release, blocks=(*release.blocks, Block(Part.ALTERNATIVE_TITLE, "Erklärung zum Irak", "de")))
    reader = filled(both)
    assert reader.completions("irak").titles == (Title("1", "de", "Erklärung zum Irak"),)
    assert titles(reader, "ira") == ["Statement on Iraq", "Erklärung zum Irak"]
    assert titles(reader, "statement irak") == []


def test_a_phrase_does_not_reach_from_one_title_into_the_next(filled):
    one = a_release("1", "Peace talks")
    blocks = (*one.blocks, Block(Part.ALTERNATIVE_TITLE, "begin", "en"))
    reader = filled([replace(one, id=str(number), blocks=blocks) for number in range(3)])
    assert phrases(reader, "talks") == [("talks", 3)]
    assert phrases(reader, "talks be") == []


def test_texts_are_no_titles(filled):
    reader = filled([a_release(str(number), "Title", "Sanctions remain.", lead="Sanctions") for number in range(3)])
    assert reader.completions("sanct") == Completions()


def test_what_was_replaced_or_removed_is_forgotten(engine, filled):
    filled(releases("en", ["Talks in Rome"] * 4))
    reader = filled([a_release("en0", "Dialogue", published="2020-07-01")], [a_release("en4", "Later talks")])
    assert phrases(reader, "talks") == [("Talks", 4), ("Talks in Rome", 3)]
    with engine.writer() as writer:
        writer.remove("en3")
        writer.remove("en4")
        writer.commit()
    assert phrases(reader, "talks") == [("Talks", 4), ("Talks in Rome", 3)], "a reader's view stays"
    assert reader.refreshed().completions("talks") == Completions((), (Title("en2", "en", "Talks in Rome"),))


def test_what_is_under_embargo_is_neither_told_nor_counted(filled):
    secret = [
        a_release(f"s{number}", "Geheimplan für Rom", language="de", published="2020-06-30", embargo_until=LATER)
        for number in range(3)
    ]
    reader = filled([*releases("de", ["Plan für Rom"] * 3), *secret])
    assert reader.completions("geheim") == Completions()
    assert phrases(reader, "rom") == [("Rom", 3)]
    assert titles(reader, "rom") == ["Plan für Rom"]


@pytest.mark.parametrize("address", ["memory:", "whoosh:{}"])
def test_a_title_is_told_from_the_minute_its_embargo_ends(tmp_path, address):
    moments = [datetime(2026, 1, 1, 12, tzinfo=UTC)]
    engine = open_engine(address.format(tmp_path / "store"), clock=lambda: moments[-1])
    with engine.writer() as writer:
        for release in releases("en", ["Talks in Rome", "Talks in Rome", "Talks in Paris"]):
            writer.put(replace(release, embargo_until=LATER if release.id == "en2" else None))
        writer.commit()
    reader = engine.reader()
    assert reader.completions("talks") == Completions((), (Title("en1", "en", "Talks in Rome"),))
    moments.append(LATER)
    assert phrases(reader, "talks") == [("Talks", 3)]
    assert titles(reader, "talks") == ["Talks in Paris", "Talks in Rome"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("„“ – … * !", id="signs"),
        pytest.param("\x00\ufeff", id="what is invisible"),
        pytest.param("x" * 10_000, id="a very long word"),
        pytest.param("a " * 5_000, id="very many words"),
        pytest.param("syrien " * 21, id="one word more than is looked after"),
        pytest.param("\ud800", id="half a sign"),
        pytest.param("𝔖𝔶𝔯𝔦𝔢𝔫 und", id="letters beyond the basic plane"),
    ],
)
def test_nothing_goes_on_from(reader, text):
    assert reader.completions(text) == Completions()


@pytest.mark.parametrize("letter", ["a", "A", "ä", "f", "ß", "1"])
def test_one_letter_is_a_beginning_too(reader, letter):
    expected = {"a": 5, "ä": 0, "f": 5, "ß": 0, "1": 0}[letter.lower()]
    assert len(titles(reader, letter)) == expected


def test_an_index_without_a_release_completes_nothing(filled):
    assert filled([]).completions("a") == Completions()


def test_a_title_without_a_word_is_none_to_suggest(filled):
    reader = filled([a_release(str(number), "…") for number in range(3)])
    assert reader.completions("a") == Completions()
