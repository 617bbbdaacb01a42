"""Does an index know what words are called in the other language? `newsroom index`, and what readers then find."""

import json
from pathlib import Path
from typing import Any

import pytest
from terminal import newsroom

from search.engine import Reader
from search.engines import open_engine
from search.query import Query

TRUCE = {"id": "en", "language": "en", "title": "A ceasefire holds", "body": "The parties met in Geneva. " * 5}
HERON = {"id": "heron", "language": "en", "title": "The heron is protected", "body": "A bird of the shallows. " * 5}


pytestmark = pytest.mark.usefixtures("folder")


def indexed(rows: list[dict[str, Any]], *options: str) -> None:
    Path("releases.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    result = newsroom("index", "releases.jsonl", "--workers", "0", "--quiet", *options)
    assert result.exit_code == 0, result.output


def reader() -> Reader:
    return open_engine("whoosh:newsroom-store").reader()


def found(text: str, **options: Any) -> set[str]:
    return {hit.release.id for hit in reader().search(Query(text, **options)).hits}


def settings(text: str) -> None:
    Path("newsroom.toml").write_text(text, encoding="utf-8")


def test_an_index_knows_the_glossary_and_the_countries_from_the_first_run_on() -> None:
    indexed([TRUCE, {**HERON, "title": "An Iranian delegation in Berlin"}])
    assert found("Waffenruhe") == {"en"}
    assert found("iranische Delegation") == {"heron"}
    assert found("Waffenruhe", across=False) == set()
    assert list(open_engine("whoosh:newsroom-store").check()) == []


def test_an_edited_glossary_is_in_force_from_the_next_run_on_and_touches_nothing_else() -> None:
    indexed([TRUCE, HERON])
    assert found("Fischreiher") == set()
    settings('glossary = "glossary.toml"\n')
    Path("glossary.toml").write_text('entries = [{ de = "Fischreiher", en = "heron" }, { de = "Waffenruhe", en = [] }]')
    indexed([TRUCE, HERON])
    assert found("Fischreiher") == {"heron"}
    assert found("Waffenruhe") == set()  # what the newsroom's own glossary lists has its translations and no others
    generation = reader().generation
    indexed([TRUCE, HERON])
    assert reader().generation == generation
    settings("")
    indexed([TRUCE, HERON])
    assert (found("Fischreiher"), found("Waffenruhe")) == (set(), {"en"})


def test_a_dictionary_of_the_system_is_read_where_the_settings_name_it() -> None:
    Path("de-en").write_text("# birds\nFischreiher {m} [zool.] | Fischreiher {pl} :: grey heron; heron | herons\n")
    settings('dictionaries = ["de-en"]\n')
    indexed([TRUCE, HERON])
    assert found("Fischreiher") == {"heron"}


@pytest.mark.parametrize(
    ("written", "said"),
    [('dictionaries = ["nowhere/de-en"]\n', "nowhere/de-en"), ('glossary = "nowhere.toml"\n', "nowhere.toml")],
)
def test_a_file_that_is_not_there_fails_a_run_before_it_reads_anything_and_leaves_the_index_as_it_was(
    written: str, said: str
) -> None:
    indexed([TRUCE])
    settings(written)
    result = newsroom("index", "releases.jsonl", "--rebuild")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert found("Waffenruhe") == {"en"}


GERMAN = "Das Flurbelamt prüft im Jahr {} die Lage am Fluss. Der Minister dankt Wien für {} Tage Hilfe."
ENGLISH = "The glimmet office examines in {} how the river is. The minister thanks Vienna for {} days of help."


def test_a_hundred_pairs_teach_what_nobody_wrote_down() -> None:
    rows: list[dict[str, Any]] = []
    for number in range(110):
        german, english = (text.format(1900 + number, number) for text in (GERMAN, ENGLISH))
        other = {"translation_of": f"de{number}"}
        rows.append({"id": f"de{number}", "language": "de", "title": f"Bericht {number}", "body": german})
        rows.append({"id": f"en{number}", "language": "en", "title": f"Report {number}", "body": english, **other})
    indexed([*rows, {**HERON, "body": "The glimmet is a bird. " * 5}])
    assert [reader().count(Query("Flurbelamt", across=across)) for across in (False, True)] == [110, 111]
    learned = reader().dictionary
    assert learned.pairs == 110
    assert "learned" in {each.source for each in learned.translations(["Flurbelamt"])}
