"""Is a third language one record and its data files? French, in a copy of the packages with no other change to code.

What `docs/languages.md` tells a deployer to do is done here; the files are in `french`, laid out as in the packages.
The copy runs in a process of its own, with a real index, the real commands and the real site.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from textwrap import dedent
from typing import Any
from urllib.parse import quote

import pytest
from builders import a_release
from lxml import html

from search.engines import open_engine

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FRENCH = HERE / "french"
RELEASES = HERE / "releases.jsonl"
RECORD = (FRENCH / "record.txt").read_text(encoding="utf-8")
END_OF_RECORDS = "    )\n}\n"
WATER = {"eau-de", "eau-en", "eau-fr"}
IN_FRENCH = {"eau-fr", "irak-fr", "presse-fr"}


class Copy:
    """The running copy, and what can be asked of it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, name: str, *arguments: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([name, arguments]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def newsroom(self, *arguments: str) -> str:
        answer = self.ask("newsroom", *arguments)
        assert answer["status"] == 0, answer
        return str(answer["out"])

    def get(self, address: str, accept: str = "") -> Any:
        answer = self.ask("get", address, accept)
        assert answer["status"] == 200, answer
        return answer["text"]

    def page(self, address: str, accept: str = "") -> html.HtmlElement:
        return html.fromstring(self.get(address, accept))

    def search(self, text: str = "", parameters: str = "", accept: str = "fr") -> Any:
        return json.loads(self.get(f"/api/v1/search?q={quote(text)}{parameters}", accept))

    def found(self, text: str) -> set[str]:
        return {result["id"] for result in self.search(text, "&group=none")["results"]}

    def told(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command prints as JSON Lines."""
        return [json.loads(line) for line in self.newsroom(*arguments, "--json").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the record and the data files; an index is in it that was written without them."""
    folder = tmp_path_factory.mktemp("french")
    for package in ("search", "index", "web"):
        copytree(ROOT / package, folder / package)
    copytree(FRENCH, folder, dirs_exist_ok=True)
    records = folder / "search" / "languages.py"
    text = records.read_text(encoding="utf-8")
    assert text.count(END_OF_RECORDS) == 1
    records.write_text(text.replace(END_OF_RECORDS, RECORD + END_OF_RECORDS), encoding="utf-8")
    entry = '{ de = "Waffenruhe", en = "ceasefire", fr = "cessez-le-feu" }'
    (folder / "glossary.toml").write_text(f"entries = [{entry}]", encoding="utf-8")
    (folder / "newsroom.toml").write_text('glossary = "glossary.toml"', encoding="utf-8")
    with open_engine(f"whoosh:{folder / 'newsroom-store'}").writer() as writer:
        writer.put(a_release("1", "Statement on Iraq", "The situation is grave."))
        writer.commit()
    return folder


@pytest.fixture(scope="module")
def process(folder: Path) -> "Iterator[subprocess.Popen[str]]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    command = [sys.executable, str(HERE / "driver.py")]
    environment = {**kept, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def without_rebuild(process: "subprocess.Popen[str]") -> Any:
    """What the copy says of the index that was written without French."""
    return Copy(process).ask("newsroom", "status")


@pytest.fixture(scope="module")
def copy(process: "subprocess.Popen[str]", without_rebuild: Any) -> Copy:
    """The copy with its releases indexed."""
    copy = Copy(process)
    copy.newsroom("index", str(RELEASES), "--rebuild", "--workers", "0")
    return copy


def test_an_index_that_was_written_without_the_language_is_refused_and_the_message_says_what_to_run(
    without_rebuild: Any,
) -> None:
    assert without_rebuild["status"] == 1
    assert "or for other languages; write it anew with: newsroom index SOURCE... --rebuild" in without_rebuild["err"]


def test_texts_are_known_by_their_words_and_counted_by_language(copy: Copy) -> None:
    assert "Français 3, Deutsch 2, English 2" in copy.newsroom("status")
    assert copy.found("langue:français") == copy.found("sprache:französisch") == IN_FRENCH


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’Allemagne et d'une", ["L", "Allemagne", "et", "d", "une"]),
        ("jusqu'au bout, qu’il dit", ["jusqu", "au", "bout", "qu", "il", "dit"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("Germany's", ["Germany's"]),
    ],
)
def test_elided_words_are_words_and_the_next_one_begins_behind_them(copy: Copy, text: str, found: list[str]) -> None:
    assert copy.ask("words", text) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("élections", {"eau-fr", "irak-fr"}),
        ("ELECTION", {"eau-fr", "irak-fr"}),
        ("l’élection", {"eau-fr", "irak-fr"}),
        ("négocié", {"irak-fr"}),
        ("Allemagne", {"eau-fr", "irak-fr"}),
        ("d'Allemagne", {"eau-fr", "irak-fr"}),
        ("Allem*", {"eau-fr", "irak-fr"}),
        ("l'Allem*", {"eau-fr", "irak-fr"}),
        ("« l'Allemagne »", {"eau-fr", "irak-fr"}),
        ("« Allemagne »", {"eau-fr", "irak-fr"}),
        ("« d'Allemagne »", set()),
        ("“liberté de la presse”", {"irak-fr", "presse-fr"}),
        ("“la presse liberté”", set()),
        ("élection ET vote", {"irak-fr"}),
        ("usine OU presse", {"eau-fr", "irak-fr", "presse-fr", "presse-en"}),
        ("presse SAUF Irak", {"presse-fr", "presse-en"}),
        ("titre:presse", {"presse-fr", "presse-en"}),
        ("titre:élections", {"irak-fr"}),
        ("“1er octobre 2020”", {"irak-fr"}),
        ("2020-10-01", {"irak-fr"}),
        ("pays:Niger", WATER),
        ("pays:Albanie", {"klima-de"}),
        ("ministre:Maas", WATER),
        ("genre:discours", {"presse-fr", "presse-en"}),
        ("date:2021", {"klima-de", "presse-fr", "presse-en"}),
        ("Waffenruhe", set()),
    ],
)
def test_a_query_in_french_finds(copy: Copy, query: str, found: set[str]) -> None:
    hits = copy.found(query)
    assert hits & IN_FRENCH == found & IN_FRENCH
    if ":" in query or not found:
        assert hits == found


def test_what_is_marked_is_the_word_and_not_what_was_elided_before_it(copy: Copy) -> None:
    (hit,) = copy.search("Allemagne décision")["results"]
    marked = [piece["text"] for piece in hit["snippet"] if piece["match"]]
    assert marked == ["Allemagne", "décision"]
    assert "".join(piece["text"] for piece in hit["snippet"]).startswith("L'Allemagne salue la décision")


def test_small_words_say_little(copy: Copy) -> None:
    first, *_ = copy.search("la liberté", "&lang=fr&match=any&group=none")["results"]
    assert first["id"] == "presse-fr"


def test_countries_and_people_are_found_as_far_as_the_data_files_go(copy: Copy) -> None:
    (release,) = copy.told("inspect", "irak-fr")
    assert (release["kind"], release["language"], release["published"]) == ("statement", "fr", "2020-10-01")
    assert (release["countries"], release["mentions"]) == (["IQ"], ["IQ", "DE"])
    assert release["ministers"] == ["michelle-muentefering"]
    assert release["people"] == ["michelle-muentefering", "fuad-hussein"]
    words = {each["words"] for each in release["found"]}
    assert {"Irakiennes", "Bagdad", "Fuad Hussein, ministre des Affaires étrangères"} <= words


def test_facets_speak_french_and_count_one_subject_once(copy: Copy) -> None:
    facets = copy.search()["facets"]
    named = {name: {each["label"]: each["count"] for each in counts} for name, counts in facets.items()}
    assert named["language"] == {"français": 3, "allemand": 2, "anglais": 2}
    assert named["country"] == {"Niger": 1, "Irak": 1, "Albanie": 1}
    assert named["kind"] == {"Communiqué de presse": 2, "Déclaration": 1, "Discours": 1}


@pytest.mark.parametrize(
    ("accept", "shown"), [("fr", "eau-fr"), ("de", "eau-de"), ("en", "eau-en"), ("fr-CH", "eau-fr")]
)
def test_three_versions_are_one_hit_in_the_readers_language(copy: Copy, accept: str, shown: str) -> None:
    answer = copy.search("EUCAP", accept=accept)
    (hit,) = answer["results"]
    assert (answer["total"], hit["id"]) == (1, shown)
    assert {hit["id"], *(each["id"] for each in hit["translations"])} == WATER


def test_pairs_tell_what_is_untranslated_into_which_language(copy: Copy) -> None:
    lines = copy.told("pairs")
    pairs = {tuple(each["id"] for each in line["releases"]): line["ground"] for line in lines if line["type"] == "pair"}
    assert pairs[("presse-en", "presse-fr")] == "stated"
    assert {id for ids, ground in pairs.items() if ground == "evidence" for id in ids} == WATER
    missing = {line["id"]: line["missing"] for line in lines if line["type"] == "untranslated"}
    assert missing == {
        "irak-fr": ["de", "en"],
        "klima-de": ["en", "fr"],
        "presse-en": ["de"],
        "presse-fr": ["de"],
    }
    assert "(no English, Français)" in copy.newsroom("pairs")


def test_inspect_shows_both_other_versions(copy: Copy) -> None:
    (release,) = copy.told("inspect", "eau-fr")
    assert {each["id"] for each in release["versions"] if each["paired"]} == {"eau-de", "eau-en"}


@pytest.mark.parametrize(
    ("word", "translations"),
    [
        ("cessez-le-feu", [["de", "Waffenruhe"], ["en", "ceasefire"]]),
        ("Waffenruhen", [["en", "ceasefire"], ["fr", "cessez-le-feu"]]),
        ("ceasefires", [["de", "Waffenruhe"], ["fr", "cessez-le-feu"]]),
        ("Ungarn", [["en", "Hungary"], ["fr", "Hongrie"]]),
        ("irakienne", [["de", "irakisch"], ["en", "Iraqi"]]),
        ("usine", []),
    ],
)
def test_the_glossary_and_the_tables_translate_into_both_other_languages(
    copy: Copy, word: str, translations: list[list[str]]
) -> None:
    assert copy.ask("translations", word) == translations


def test_the_first_page_is_french_where_the_catalogue_is_and_english_elsewhere(copy: Copy) -> None:
    page = copy.page("/fr/")
    assert page.get("lang") == "fr"
    assert page.xpath("//h1/text()") == ["Dernières communications"]
    assert page.xpath("//p[@class='position']/text()") == ["4 communications"]
    assert page.xpath("//form//button/text()") == ["Rechercher"]
    assert page.xpath("//legend/text()") == ["Published"]
    assert [each.get("lang") for each in page.xpath("//ol[@class='results']//h2")] == ["fr", "de", "fr", "fr"]


def test_dates_and_numbers_are_written_as_french_does(copy: Copy) -> None:
    assert copy.page("/fr/release/irak-fr").xpath("//article//time/text()") == ["1 octobre 2020"]
    assert copy.ask("number", "fr", 12345) == "12\u202f345"
    assert "octobre 2020" in copy.get("/fr/search?from=2020-01&to=2020-12")


def test_one_switches_between_three_languages_and_stays_on_the_page(copy: Copy) -> None:
    switches = copy.page("/de/search?q=presse").xpath("//span[@class='languages']/*")
    assert [(each.text, each.get("href")) for each in switches] == [
        ("Deutsch", None),
        ("English", "/en/search?q=presse"),
        ("Français", "/fr/search?q=presse"),
    ]


def test_who_reads_french_is_led_there(copy: Copy) -> None:
    assert copy.ask("get", "/", "fr-CA,de;q=0.5")["to"] == "/fr/"
    assert copy.ask("get", "/", "it")["to"] == "/en/"


def test_faults_are_told_in_french(copy: Copy) -> None:
    answer = copy.ask("get", "/fr/search?lang=it", "de")
    assert answer["status"] == 400
    assert "it est inconnu ; il y a de, en, fr" in answer["text"]


def test_the_page_on_how_to_search_names_every_language(copy: Copy) -> None:
    assert "in allemand, anglais ou français" in copy.page("/fr/help").xpath("string(//p[@class='lead'])")
    assert "auf Deutsch, Englisch oder Französisch" in copy.page("/de/help").xpath("string(//p[@class='lead'])")


def test_versions_stand_side_by_side(copy: Copy) -> None:
    page = copy.page("/fr/beside/de/eau-fr")
    assert {"de", "fr"} <= {each.get("lang") for each in page.xpath("//main//*[@lang]")}
    assert "12 300" in page.text_content()


def test_feed_and_table_hold_the_versions_of_the_reader(copy: Copy) -> None:
    feed = copy.get("/search.atom?q=EUCAP", "fr")
    assert 'xml:lang="fr"' in feed
    assert feed.count("<entry>") == 1
    assert 'href="http://localhost/fr/release/eau-fr"' in feed
    assert 'hreflang="de" href="http://localhost/de/release/eau-de"' in feed
    assert "eau-fr,2020-06-10,press-release,fr," in copy.get("/search.csv?q=EUCAP", "fr")


def test_suggestions_come_in_french(copy: Copy) -> None:
    suggested = json.loads(copy.get("/api/v1/suggest?q=irak", "fr"))["suggestions"]
    assert {"kind": "country", "text": "Irak"}.items() <= suggested[0].items()
    assert "Déclaration sur les élections anticipées en Irak" in [each["text"] for each in suggested]


def test_the_guide_shows_this_very_record() -> None:
    guide = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    assert dedent(RECORD) in guide
    assert [path.name for path in FRENCH.rglob("*.toml") if path.name not in guide] == []
