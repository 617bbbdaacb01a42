"""Which releases are like one, and which are not?"""

from datetime import UTC, datetime

import pytest
from builders import BAERBOCK, MAAS, a_release

NOT_YET = datetime(2026, 1, 1, 13, tzinfo=UTC)
CONTACT = {
    "de": "Rückfragen bitte an das Pressereferat, Telefon 030 1817, Werderscher Markt, Berlin",
    "en": "Please direct inquiries to the Press Office, telephone 030 1817, Werderscher Markt, Berlin",
}
ISSUED = {
    "de": "Hierzu erklärte ein Sprecher heute in Berlin folgendes:",
    "en": "The following statement was issued today in Berlin by a Spokesperson:",
}


def written(language, id, title, *body, **fields):
    """A release as this newsroom writes them: what stands in all of them, and what it says."""
    return a_release(id, title, *body, CONTACT[language], lead=ISSUED[language], language=language, **fields)


OTHERS = {
    "de": [
        written("de", "fisch", "Fangquoten für Hering in der Ostsee", "Die Fischer fangen weniger Dorsch und Hering."),
        written("de", "visum", "Visa für Studierende", "Anträge nimmt jede Botschaft an."),
        written("de", "kunst", "Ausstellung in Weimar", "Gemälde und Skulpturen aus zwei Sammlungen."),
        written("de", "rat", "Sitzung des Sicherheitsrats", "Die Mitglieder berieten über Friedenseinsätze."),
    ],
    "en": [
        written("en", "fish", "Quotas for herring in the Baltic Sea", "Fishermen catch less cod and herring."),
        written("en", "visa", "Visas for students", "Applications are taken by every embassy."),
        written("en", "art", "Exhibition in Weimar", "Paintings and sculptures from two collections."),
        written("en", "council", "Meeting of the Security Council", "Members discussed peacekeeping missions."),
    ],
}


def ids(found):
    return [hit.release.id for hit in found]


@pytest.mark.parametrize(
    ("language", "release", "other", "is_like"),
    [
        ("de", ("Waffenruhe in Libyen", "Die Konferenz beriet."), ("Konferenz zu Libyen", "Es hält die Waffenruhe."),
            True),
        ("en", ("Ceasefire in Libya", "The conference met."), ("Conference on Libya", "The ceasefire is kept."), True),
        # In other forms.
        ("de", ("Waffenruhen", "Von libyschen Konferenzen."), ("Eine Waffenruhe", "Die libysche Konferenz."), True),
        ("en", ("Ceasefires", "Of Libyan conferences."), ("A ceasefire", "The Libyan conference."), True),
        # What stands in all releases, and small words.
        ("de", ("Waffenruhe in Libyen", "Über die Lage und mehr."), ("Ein Film", "Über den und über die."), False),
        ("en", ("Ceasefire in Libya", "On the situation and more."), ("A film", "On this and on the other."), False),
        # One word alone, be it in both titles.
        ("de", ("Waffenruhe in Libyen", "Das Treffen endet."), ("Waffenruhe am Markt", "Die Hunde schlafen."), False),
        ("en", ("Ceasefire in Libya", "The talks ended."), ("A ceasefire at home", "The dogs are asleep."), False),
        # Numbers say little: "2020" and "100" stand anywhere.
        ("de", ("Waffenruhe 2020", "Um 14.30 Uhr, 100 Gäste."), ("Haushalt 2020", "Am Montag 14.30, über 100."), False),
        ("en", ("Ceasefire 2020", "At 14.30, 100 guests."), ("Budget 2020", "On Monday 14.30, over 100."), False),
        # What only looks alike.
        ("de", ("Konferenz der Konsuln", "Über Pässe."), ("Konfirmation", "Die Konsole passt."), False),
        ("en", ("University reform", "Of generals."), ("The universe", "It forms generations."), False),
    ],
)  # fmt: skip
def test_like_is_what_shares_several_telling_words(filled, language, release, other, is_like):
    one = written(language, "1", *release)
    reader = filled(OTHERS[language], [one, written(language, "2", *other)])
    assert ids(reader.similar(one)) == (["2"] if is_like else [])
    assert [hit.score > 0 for hit in reader.similar(one)] == [True] * is_like


def test_a_few_words_of_many_that_are_telling_do_not_make_releases_alike(filled):
    def many(first, last):
        return " ".join(f"Word{n}" for n in range(first, last))

    one, near = written("en", "1", "A title", many(0, 40)), written("en", "2", "Another", many(0, 30))
    far = written("en", "3", "The last", f"{many(38, 40)} {many(50, 80)}")
    known = [written("en", f"x{n}", "Something else", many(n, n + 1)) for n in range(80)]
    assert ids(filled(known, [one, near, far]).similar(one)) == ["2"]


@pytest.mark.parametrize(
    ("language", "block"),
    [
        ("de", "Kontakt: Ottilie Zwanziger, Haus am Werderschen Markt, Fernschreiber Nordflügel"),
        ("en", "Contact: Ottilie Zwanziger, the house at Werderscher Markt, telex of the northern wing"),
    ],
)
@pytest.mark.parametrize(("times", "is_like"), [(2, True), (6, False)])
def test_a_text_that_stands_in_many_releases_tells_nothing_of_any(filled, language, block, times, is_like):
    titles = ["Ostern", "Herbst", "Silber", "Marmor", "Kaffee", "Zucker"]
    releases = [a_release(title, title, f"{title}!", block, language=language) for title in titles[:times]]
    others = [a_release(f"x{n}", f"Wort{n}", f"Satz{n}.", language=language) for n in range(9)]
    assert bool(filled(others, releases).similar(releases[0])) is is_like


def libya(id, title="Ceasefire in Libya", text="The conference met.", **fields):
    return written("en", id, title, text, **fields)


def test_releases_about_the_same_countries_and_with_the_same_ministers_are_nearer(filled):
    one = libya("1", countries=("LY",), ministers=(MAAS,))
    both = libya("4", countries=("LY",), ministers=(MAAS,), published="2019-01-01")
    minister, country = libya("3", ministers=(BAERBOCK, MAAS)), libya("2", countries=("LY", "TN"))
    neither = libya("5", countries=("TN",), ministers=(BAERBOCK,))
    more = [
        a_release(f"x{n}", f"Word{n}", f"Sentence{n}.", countries=("FR",), ministers=(BAERBOCK,)) for n in range(30)
    ]
    found = filled(more, [one, neither, country, minister, both]).similar(one)
    assert [(ids(found)[0], ids(found)[3])] == [("4", "5")]
    assert found[0].score > found[1].score


def test_the_same_countries_alone_do_not_make_releases_alike(filled):
    one = libya("1", countries=("LY",), ministers=(MAAS,))
    other = written("en", "2", "A film", "About a director.", countries=("LY",), ministers=(MAAS,))
    assert ids(filled(OTHERS["en"], [one, other]).similar(one)) == []


def test_the_best_come_first_and_of_equal_ones_the_newest_and_no_more_than_asked_for(filled):
    one = libya("1")
    less = written("en", "0", "A ceasefire", "One conference.", published="2026-01-01")
    equal = [libya(f"{n}", published=f"20{n}-01-01") for n in (11, 13, 12)]
    undated = libya("9", published=None)
    reader = filled(OTHERS["en"], [one, less, undated], equal)
    assert ids(reader.similar(one)) == ["13", "12", "11", "9", "0"]
    assert ids(reader.similar(one, 2)) == ["13", "12"]
    assert reader.similar(one, 0) == ()
    assert [round(hit.score, 4) for hit in reader.similar(one)[:4]] == [1.0] * 4


def test_a_hit_is_a_release_with_its_title_and_its_versions_and_nothing_marked(filled):
    other = written("de", "2de", "Waffenruhe in Libyen", "Die Konferenz tagte.")
    reader = filled(OTHERS["en"], [libya("1"), libya("2"), other], versions=[["2", "2de"]])
    (hit,) = reader.similar(libya("1"))
    assert [(piece.text, piece.matched) for piece in hit.title] == [("Ceasefire in Libya", False)]
    assert (hit.snippet, hit.snippet_language, hit.why, hit.through) == ((), "en", None, ())
    assert [version.id for version in hit.translations] == ["2de"]


@pytest.mark.parametrize(("prefer", "shown"), [("", "2"), ("en", "2"), ("de", "2de"), ("fr", "2")])
def test_versions_are_one_hit_in_the_preferred_language_and_never_those_of_the_release_itself(filled, prefer, shown):
    german = [written("de", id, "Waffenruhe in Libyen", "Die Konferenz tagte.") for id in ("1de", "2de")]
    reader = filled(
        [*OTHERS["en"], *OTHERS["de"]], [libya("1"), libya("2")], german, versions=[["1", "1de"], ["2", "2de"]]
    )
    assert ids(reader.similar(libya("1"), prefer=prefer)) == [shown]


def test_a_release_is_compared_in_each_language_that_it_has_a_version_in(filled):
    german = [written("de", id, "Waffenruhe in Libyen", "Die Konferenz tagte.") for id in ("1de", "2de")]
    alone = filled([*OTHERS["en"], *OTHERS["de"]], [libya("1"), *german])
    assert ids(alone.similar(libya("1"))) == []
    together = filled(versions=[["1", "1de"]])
    assert ids(together.similar(libya("1"), prefer="en")) == ["2de"]


def test_nothing_hidden_is_similar_or_has_a_part_in_what_is(filled):
    german = written("de", "1de", "Waffenruhe in Libyen", "Die Konferenz tagte.", embargo_until=NOT_YET)
    seen = [libya("1"), libya("2"), *(written("de", f"{n}de", "Waffenruhe in Libyen", "Über sie.") for n in (2, 3))]
    film = written("en", "r", "A film", "About a dog.")
    seen += [written("en", "4", "A ceasefire", "One conference."), film]
    before = filled([*OTHERS["en"], *seen]).similar(libya("1"))
    secret = [libya(f"s{n}", embargo_until=NOT_YET) for n in range(4)]
    gone = [libya("g", withdrawn=datetime(2025, 1, 1, tzinfo=UTC)), libya("r")]
    reader = filled([*secret, *gone, german], [film], versions=[["1", "1de"]])
    assert ids(before) == ["2", "4"]
    assert reader.similar(libya("1")) == before
    for hidden in ("s1", "g", "1de", "unknown"):
        assert reader.similar(libya(hidden)) == ()


@pytest.mark.parametrize(("chapters", "found"), [(5, {"2", "fish"}), (10, {"2"})])
def test_a_release_as_long_as_a_book_is_compared_by_its_beginning(filled, chapters, found):
    before = [" ".join(f"word{n}of{chapter}" for n in range(100)) for chapter in range(chapters)]
    fish = "Herring and cod from the Baltic Sea for fishermen."
    book = written("en", "1", "Ceasefire in Libya", "The conference met.", *before, fish)
    assert set(ids(filled(OTHERS["en"], [book, libya("2")]).similar(book))) == found
