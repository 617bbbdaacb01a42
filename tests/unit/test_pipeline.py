"""What becomes of a document, and what does a run do with it?"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from index.document import Document
from index.entities.countries import load_gazetteer
from index.entities.ministers import spotter_of
from index.fates import Change, Fate, Noted
from index.formats import FORMATS
from index.knowledge import Knowledge
from index.outcome import Accepted, Outcome, Place, Rejected
from index.pipeline import outcomes_of, releases
from index.report import line_of
from index.run import Options, index
from index.sources import documents
from search.engine import Engine
from search.engines import open_engine
from search.ministers import load_registry
from search.query import Query
from search.release import Kind, Part

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 4, 12, 0, tzinfo=UTC)
KNOWLEDGE = Knowledge(spotter_of(load_registry()), load_gazetteer(), lambda: NOW)
BODY = "Foreign Minister Maas spoke about the long road to peace in Iraq and thanked all who walk it."
FULL: dict[str, Any] = {
    "id": "2347076",
    "url": "https://newsroom.example/en/a-visit/2347076",
    "kind": "speech",
    "published": "2020-06-04",
    "language": "en",
    "title": "A visit to Syria",
    "lead": "What it was about.",
    "body": BODY + "\n\nSecond paragraph.",
    "ministers": ["Niels Annen"],
    "countries": ["IQ", "Syrien"],
    "translation_of": "2347064",
    "embargo_until": "2020-06-04T10:00:00+02:00",
}


def outcome_of(line: bytes | dict[str, Any]) -> Outcome:
    content = line if isinstance(line, bytes) else json.dumps(line).encode()
    (outcome,) = outcomes_of(Document(Place("a.jsonl", 1), content, FORMATS[0], 0), KNOWLEDGE)
    return outcome


def accepted(**fields: Any) -> Accepted:
    outcome = outcome_of({"id": "1", "title": "A visit", "body": BODY, "published": "2020-06-04"} | fields)
    assert isinstance(outcome, Accepted)
    return outcome


def rejected(**fields: Any) -> str:
    outcome = outcome_of({"id": "1", "title": "A visit", "body": BODY} | fields)
    assert isinstance(outcome, Rejected)
    return outcome.reason


def reasons(outcome: Accepted) -> list[str]:
    return [caveat.reason for caveat in outcome.warnings]


def test_what_the_source_states_is_kept() -> None:
    outcome = accepted(**FULL)
    release = outcome.release
    assert outcome.warnings == outcome.remarks == ()
    assert (release.id, release.url, release.kind) == ("2347076", FULL["url"], Kind.SPEECH)
    assert (release.published, release.language, release.title) == (date(2020, 6, 4), "en", FULL["title"])
    assert (release.lead, release.body) == (FULL["lead"], FULL["body"])
    assert [minister.id for minister in release.ministers] == ["niels-annen"]
    assert release.countries == ("IQ", "SY")
    assert release.translations == ("2347064",)
    assert release.embargo_until == datetime(2020, 6, 4, 8, 0, tzinfo=UTC)


def test_what_the_source_leaves_out_is_found_out() -> None:
    release = accepted(title="Speech by Foreign Minister Maas").release
    assert (release.language, release.kind) == ("en", Kind.SPEECH)
    assert [minister.id for minister in release.ministers] == ["heiko-maas"]
    assert release.countries == ("IQ",)


def test_an_empty_list_of_ministers_means_that_there_are_none() -> None:
    release = accepted(ministers=[], countries=[]).release
    assert (release.ministers, release.countries) == ((), ())


def test_an_id_is_taken_from_the_address() -> None:
    release = accepted(id=None, url="newsroom.example/en/a-visit/2347076").release
    assert (release.id, release.url) == ("2347076", "https://newsroom.example/en/a-visit/2347076")


def test_the_address_of_a_translation_stands_for_its_id() -> None:
    url = "https://newsroom.example/de/ein-besuch/2347064"
    assert accepted(translation_of=url).release.translations == ("2347064",)


def test_text_is_normalised() -> None:
    release = accepted(title="  A\u00ad vi\u200bsit\n to\ud800 Syria ", body=BODY + "\n \n\x00\n\nMore.").release
    assert release.title == "A visit to Syria"
    assert release.body == BODY + "\n\nMore."


@pytest.mark.parametrize("stated", ["31.02.2020", "0001-01-01", "9999-12-31", "soon", 20200604])
def test_an_impossible_date_is_kept_as_undated_and_warned_of(stated: object) -> None:
    outcome = accepted(published=stated)
    assert outcome.release.published is None
    assert "kept as undated" in reasons(outcome)[0]


def test_who_acts_and_who_is_named_are_kept_apart() -> None:
    body = "Außenminister Maas traf seinen französischen Amtskollegen Jean-Yves Le Drian. Annalena Baerbock kam nicht."
    release = accepted(title="Treffen in Paris", body=body, language="de", published="2020-06-04").release
    assert [minister.id for minister in release.ministers] == ["heiko-maas"]
    assert [person.id for person in release.people] == ["heiko-maas", "jean-yves-le-drian", "annalena-baerbock"]


def test_what_a_release_is_about_and_what_it_names_are_kept_apart() -> None:
    body = "The minister travels to Mali. " + "The visit is about aid. " * 20 + "Germany and Chad were named once."
    release = accepted(title="A visit to Mali", body=body).release
    assert (release.countries, release.mentions) == (("ML",), ("ML", "DE", "TD"))


def test_what_the_source_states_wins_and_what_the_text_names_stays_findable() -> None:
    release = accepted(title="A visit to Mali", countries=["FR"], ministers=["Heiko Maas"]).release
    assert release.countries == ("FR",)
    assert {"ML", "FR"} <= set(release.mentions)
    assert [minister.id for minister in release.ministers] == ["heiko-maas"]
    assert "heiko-maas" in [person.id for person in release.people]


def test_a_day_in_the_address_stands_in_for_a_missing_date() -> None:
    outcome = accepted(published=None, url="https://newsroom.example/2010/101014-visit.html")
    assert (outcome.release.published, reasons(outcome)) == (date(2010, 10, 14), [])
    assert accepted(published="", url="https://newsroom.example/2999-01-01/visit").release.published is None


def test_a_missing_date_is_warned_of() -> None:
    assert reasons(accepted(published=None)) == ["the date is missing; kept as undated"]


def test_a_date_in_the_future_is_kept_and_warned_of() -> None:
    outcome = accepted(published="2026-05-06")
    assert outcome.release.published == date(2026, 5, 6)
    assert reasons(outcome) == ["the date 2026-05-06 lies in the future"]


def test_tomorrow_is_no_future_because_a_newsroom_can_be_a_day_ahead() -> None:
    assert reasons(accepted(published="2026-05-05")) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": None}, "no title"),
        ({"title": " \u200b "}, "no title"),
        ({"body": "  "}, "no text"),
        ({"id": None}, "no id, and no address to take one from"),
        ({"id": None, "url": "javascript:alert(1)"}, "no id, and no address to take one from"),
        ({"id": "x" * 201}, "the id is longer than 200 characters or holds control characters"),
        ({"title": 5}, "the field 'title' must be text, not a number"),
    ],
)
def test_what_cannot_be_kept_is_rejected_with_the_reason(fields: dict[str, Any], reason: str) -> None:
    assert rejected(**fields) == reason


@pytest.mark.parametrize("stated", ["tomorrow", "2030-02-31", "4.6.2030", "9999-12-31T23:59-12:00"])
def test_an_embargo_that_cannot_be_read_is_rejected_so_that_nothing_is_published_by_mistake(stated: str) -> None:
    assert "might be published too early" in rejected(embargo_until=stated)


def test_an_address_of_another_scheme_is_left_out_and_warned_of() -> None:
    outcome = accepted(url="javascript:alert(1)")
    assert outcome.release.url is None
    assert reasons(outcome) == ["'javascript:alert(1)' is no address of the web, and was left out"]


def test_a_country_that_there_is_not_is_left_out_and_warned_of() -> None:
    outcome = accepted(countries=["iq", "Atlantis"])
    assert outcome.release.countries == ("IQ",)
    assert reasons(outcome) == ["'Atlantis' is no country, and was left out"]


def test_unknown_kinds_and_fields_are_remarks_that_a_run_counts() -> None:
    outcome = accepted(kind="Memorandum", msg="1")
    assert outcome.release.kind is Kind.PRESS_RELEASE
    assert [caveat.reason for caveat in outcome.remarks] == [
        "the field 'msg' is unknown and was ignored",
        "the kind 'Memorandum' is not in the table of kinds; found out from title and address",
    ]


def test_one_broken_line_of_thousands_is_rejected_alone(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "title": "A", "body": "B"}) for number in range(3_000)]
    lines[1_234] = '{"id": "1234", "title": '
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    outcomes = list(releases(documents([tmp_path]), KNOWLEDGE))
    assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == 2_999
    assert [outcome.place.line for outcome in outcomes if isinstance(outcome, Rejected)] == [1_235]


# Documents that hold many releases.


def many(content: bytes, wanted: set[int] | None = None) -> list[tuple[str, str]]:
    """Each outcome's place, and its title or the reason why there is none."""
    (format,) = (format for format in FORMATS if format.name == "JSON")
    document = Document(Place("a.json", address="https://n.example/all"), content, format, 0, wanted=wanted)
    outcomes = outcomes_of(document, KNOWLEDGE)
    return [(str(o.place), o.release.title if isinstance(o, Accepted) else o.reason) for o in outcomes]


def test_every_entry_of_a_list_has_its_place_and_one_that_is_rejected_goes_alone() -> None:
    rows = [{"id": "1", "title": "A", "body": "B"}, {"id": "2"}, 5, {"id": "4", "title": "D", "body": "E"}]
    assert many(json.dumps(rows).encode()) == [
        ("a.json, entry 1", "A"),
        ("a.json, entry 2", "no title"),
        ("a.json, entry 3", "this is JSON, but no object with the fields of a release"),
        ("a.json, entry 4", "D"),
    ]
    assert many(json.dumps(rows).encode(), {2, 4}) == [("a.json, entry 2", "no title"), ("a.json, entry 4", "D")]


def test_what_keeps_the_rest_of_a_document_from_being_read_is_told_of_the_whole() -> None:
    found = many(b'[{"id": "1", "title": "A", "body": "B"},')
    assert found == [
        ("a.json, entry 1", "A"),
        ("a.json", "the list is cut off: its closing bracket is missing"),
    ]


def test_a_record_of_an_archive_keeps_its_number_whatever_it_holds() -> None:
    (feed,) = (format for format in FORMATS if format.name == "Atom")
    entry = b"<entry><id>%d</id><title>A</title><content>B</content></entry>"
    content = b"<feed xmlns='http://www.w3.org/2005/Atom'>" + entry % 1 + entry % 2 + b"</feed>"
    outcomes = list(outcomes_of(Document(Place("a.warc", entry=7), content, feed, 0), KNOWLEDGE))
    assert [(str(o.place), o.release.id) for o in outcomes if isinstance(o, Accepted)] == [
        ("a.warc, entry 7", "1"),
        ("a.warc, entry 7", "2"),
    ]


def test_a_release_is_no_translation_of_itself() -> None:
    stated = ["3000123", "https://newsroom.example/de/besuch-3000123", "78"]
    assert accepted(id="3000123", translation_of=stated).release.translations == ("78",)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"body": "x" * 2_000_001}, "the text is longer than 2,000,000 characters or 20,000 paragraphs"),
        ({"body": "x\n\n" * 20_001}, "the text is longer than 2,000,000 characters or 20,000 paragraphs"),
        ({"title": "x" * 10_001}, "a title is longer than 10,000 characters"),
        ({"alternative_titles": ["x" * 10_001]}, "a title is longer than 10,000 characters"),
        ({"kind": "x" * 10_001}, "it states more than 1,000 facts, or one longer than 10,000 characters"),
        ({"ministers": ["x"] * 1_001}, "it states more than 1,000 facts, or one longer than 10,000 characters"),
        ({"body": "e" + "\u0301" * 31}, "a letter of it has more than 30 accents"),
        ({"url": "https://a.example/" + "\u0323\u0301" * 16}, "a letter of it has more than 30 accents"),
    ],
)
def test_what_is_beyond_all_releases_is_rejected(fields: dict[str, Any], reason: str) -> None:
    assert rejected(**fields) == reason


@pytest.mark.parametrize(
    "body",
    [
        "x" * 1_999_000,
        "Een\u0301 e\u0323\u0301 " * 40,  # accents, each on a letter of its own
        "„…“" * 40 + "–" * 400 + "❖" * 400,  # signs, which are none
        "e" + "\u0301" * 30,
    ],
)
def test_what_is_long_or_rare_and_yet_a_release_is_kept(body: str) -> None:
    assert accepted(body=body).release.body


def test_the_report_tells_line_and_entry() -> None:
    rejects = [Rejected(Place("/a.jsonl", line=17), "no", "do"), Rejected(Place("/a.rss", entry=3), "no", "do")]
    rows = [json.loads(line_of(reject)) for reject in (*rejects, Rejected(Place("/a.html"), "no", "do"))]
    assert [(row["source"], row["line"], row["entry"]) for row in rows] == [
        ("/a.jsonl", 17, None),
        ("/a.rss", None, 3),
        ("/a.html", None, None),
    ]


# A run.


def run(
    engine: Engine, *lines: dict[str, Any] | bytes, now: datetime = NOW, **options: bool
) -> tuple[dict[str, int], list[str]]:
    notes: list[str] = []

    def note(noted: Rejected | Noted | Change) -> None:
        if not isinstance(noted, Change):
            notes.append(noted.reason if isinstance(noted, Rejected) else noted.warning.reason)

    summary = index(map(outcome_of, lines), engine, Options(lambda: now, **options), note)
    counts = {fate.value: count for fate, count in summary.fates.items() if count}
    return counts | ({"rejected": summary.rejected} if summary.rejected else {}), notes


@pytest.fixture
def engine() -> Engine:
    return open_engine("memory:", lambda: LATER)


def one(id: str = "1", title: str = "A visit") -> dict[str, Any]:
    return {"id": id, "title": title, "body": BODY, "published": "2020-06-04"}


def test_what_is_new_is_added_what_changed_is_replaced_and_the_rest_is_left(engine: Engine) -> None:
    assert run(engine, one("1"), one("2")) == ({"added": 2}, [])
    counts, _ = run(engine, one("1"), one("2", "Another"), one("3"), now=LATER)
    assert counts == {"added": 1, "changed": 1, "unchanged": 1}
    assert engine.reader().search(Query()).total == 3


def test_a_release_keeps_the_moment_it_first_came(engine: Engine) -> None:
    run(engine, one("1"), one("2"))
    run(engine, one("1"), one("2", "Another"), now=LATER)
    archive = engine.archive()
    dates = [(release.first_indexed, release.changed) for id in "12" if (release := archive.release(id))]
    assert dates == [(NOW, None), (NOW, LATER)]


def test_a_rebuild_keeps_those_moments_and_withdraws_what_the_sources_no_longer_hold(engine: Engine) -> None:
    run(engine, one("1"), one("2"))
    assert run(engine, one("1"), now=LATER, rebuild=True) == ({"unchanged": 1, "withdrawn": 1}, [])
    release = engine.archive().release("1")
    assert release is not None
    assert (release.first_indexed, release.changed) == (NOW, None)
    assert list(engine.archive().kept()) == ["1"]


@pytest.mark.parametrize("rebuild", [False, True])
def test_of_the_same_id_twice_the_later_one_stays_and_it_is_warned_of(engine: Engine, rebuild: bool) -> None:
    run(engine, one("1", "First"))
    counts, notes = run(engine, one("1", "Second"), one("1", "First"), rebuild=rebuild)
    assert counts == {"unchanged": 1}
    assert notes == ["this id stood in an earlier document of this run, which this one replaces"]
    release = engine.archive().release("1")
    assert release is not None
    assert release.title == "First"


def test_a_run_without_a_single_release_leaves_the_index_as_it_was(engine: Engine) -> None:
    run(engine, one("1"))
    before = engine.reader().generation
    assert run(engine, b"{", rebuild=True)[0] == {"rejected": 1}
    assert run(engine)[0] == {}
    assert engine.reader().generation == before
    assert engine.reader().search(Query()).total == 1


def test_a_dry_run_tells_what_would_be_done_and_changes_nothing(engine: Engine) -> None:
    assert run(engine, one("1"), b"{", dry=True)[0] == {"added": 1, "rejected": 1}
    assert not engine.exists


def test_an_interrupted_run_leaves_the_index_as_it_was_and_lets_the_next_one_in(engine: Engine) -> None:
    run(engine, one("1"))

    def interrupted() -> Iterator[Outcome]:
        yield outcome_of(one("2"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(interrupted(), engine, Options(lambda: NOW), lambda noted: None)
    assert engine.reader().search(Query()).total == 1
    assert run(engine, one("2"))[0] == {"added": 1}


def test_remarks_are_reported_once_with_their_number(engine: Engine) -> None:
    notes = run(engine, one("1") | {"msg": 1}, one("2") | {"msg": 2})[1]
    assert notes == ["the field 'msg' is unknown and was ignored (documents: 2)"]


def test_a_run_is_recorded_in_the_index(engine: Engine) -> None:
    run(engine, one("1"), b"{")
    last = engine.reader().statistics().last_run
    assert last is not None
    assert (last.finished, last.added, last.rejected) == (NOW, 1, 1)


def test_every_fate_has_its_place_in_the_record_of_a_run() -> None:
    assert [fate.value for fate in Fate] == ["added", "changed", "unchanged", "withdrawn"]


# Real data.


@pytest.mark.shared
def test_the_seed_release_is_read_as_it_stands(shared: Path) -> None:
    (outcome,) = releases(documents([shared / "seed-release"]), KNOWLEDGE)
    assert isinstance(outcome, Accepted)
    release = outcome.release
    assert release.id == "2347076"
    assert release.url is not None
    assert release.url.startswith("https://auswaertiges-amt.de/en/newsroom/news/")
    assert (release.kind, release.published, release.language) == (Kind.PRESS_RELEASE, date(2020, 6, 4), "en")
    assert release.title.startswith("Foreign Minister Maas participates")
    others = [(block.text, block.language) for block in release.blocks if block.part is Part.ALTERNATIVE_TITLE]
    assert [(title.split()[0], language) for title, language in others] == [("Virtuelles", "de")]
    assert [minister.name for minister in release.ministers] == ["Heiko Maas"]
    assert [person.name for person in release.people] == ["Heiko Maas", "Stef Blok"]
    assert {"IQ", "SY"} <= set(release.countries) <= set(release.mentions)
    assert release.body.startswith("Following a virtual meeting")
    assert release.body.endswith("can be found here.")
    assert "\n\nBackground information\n\n" in release.body
    for furniture in ("Breadcrumbs", "Welcome", "04.06.2020", "Overview", "<u>"):
        assert furniture not in release.body


@pytest.mark.shared
def test_the_german_page_title_of_the_seed_release_is_found(shared: Path, engine: Engine) -> None:
    index(releases(documents([shared / "seed-release"]), KNOWLEDGE), engine, Options(lambda: NOW), lambda noted: None)
    reader = engine.reader()
    assert reader.search(Query("Treffen der Anti-IS-Koalition")).total == 1
    assert reader.search(Query("Iraqi governments")).total == 1
    assert reader.search(Query("Breadcrumbs")).total == 0


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Resolution on the refugees in neighbouring countries", ["refugee", "country", "neighbour", "Bericht"]),
        ("Flüchtlinge in den Nachbarländern", ["Flüchtling", "Nachbarland", "Bericht"]),
        ("Deputies in Tirana", ["deputy", "Bericht"]),  # may be in either language
    ],
)
def test_a_title_in_the_other_language_than_its_body_is_found_by_searches_in_both(
    engine: Engine, title: str, asked: list[str]
) -> None:
    body = "Die Berichte über das Treffen der Delegationen werden heute in Berlin vorgestellt und besprochen. " * 3
    outcome = accepted(title=title, body=body, language="de", url="https://newsroom.example/de/1")
    assert (outcome.release.language, outcome.warnings) == ("de", ())
    index([outcome], engine, Options(lambda: NOW), lambda noted: None)
    assert [word for word in asked if engine.reader().search(Query(word)).total != 1] == []


@pytest.mark.shared
def test_a_whole_newsroom_is_read_without_rejects_and_in_the_right_languages(shared: Path) -> None:
    import gzip

    file = shared / "swiss-newsroom" / "fdfa_dev.jsonl.gz"
    outcomes = list(releases(documents([file]), KNOWLEDGE))
    with gzip.open(file) as lines:
        guesses = [json.loads(line)["lang_guess"] for line in lines]
    assert len(outcomes) == len(guesses) == 5_173
    assert [outcome for outcome in outcomes if isinstance(outcome, Rejected)] == []
    found = [(o.release.language, guess) for o, guess in zip(outcomes, guesses, strict=True) if isinstance(o, Accepted)]
    assert [pair for pair in found if pair[1] and pair[0] != pair[1]] == []
    contradicted = [o for o in outcomes if isinstance(o, Accepted) and any("language" in why for why in reasons(o))]
    assert len(contradicted) / len(outcomes) <= 0.002
