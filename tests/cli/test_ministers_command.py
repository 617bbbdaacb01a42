"""How does `newsroom ministers` behave at a terminal?"""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from builders import a_release
from click.testing import CliRunner, Result

from index.candidates import Sighting, table_of
from index.entities.ministers import Candidate, spotter_of
from search.cli import main
from search.engines import open_engine
from search.ministers import SHIPPED, load_registry
from search.release import Block, Minister, Part

SMIT = "The minister met his Dutch counterpart Jan Smit."


pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def store(folder: Path) -> str:
    address = f"whoosh:{folder / 'store'}"
    with open_engine(address).writer() as writer:
        writer.put(a_release("1", "A visit", SMIT, published="2020-06-04"))
        writer.put(
            a_release(
                "2", "Another", "Präsidentin Ana Núñez und Heiko Maas", "Jan Smit, Premierminister", language="de"
            )
        )
        writer.put(a_release("3", "A third", SMIT, published="2021-06-04"))
        writer.put(a_release("4", "A fourth", SMIT, published=None))
        writer.commit()
    return address


def ministers(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["ministers", *map(str, arguments)])


def test_without_an_option_it_tells_whom_the_registry_holds() -> None:
    result = ministers()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "heiko-maas: Heiko Maas, Foreign Minister (DE), Justice Minister (DE)\n" in result.stdout


def test_candidates_of_the_index_come_most_frequent_first_with_what_is_known(store: str) -> None:
    result = ministers("--candidates", "--store", store)
    assert (result.exit_code, result.stderr) == (0, "")
    tables = tomllib.loads(result.stdout)["minister"]
    assert [(table["id"], table["office"][0]["title"]) for table in tables] == [
        ("jan-smit", "Foreign Minister"),
        ("ana-nunez", "President"),
    ]
    assert result.stdout.startswith("# Dutch counterpart; country: Dutch; releases: 4, 2020-06-04 to 2021-06-04\n")


def test_what_is_printed_can_be_pasted_into_the_registry_and_makes_nobody_act_for_the_ministry(
    store: str, folder: Path
) -> None:
    shipped = SHIPPED.read_text(encoding="utf-8")
    printed = ministers("--candidates", "--store", store).stdout
    (folder / "ministers.toml").write_text(shipped + "\n" + printed, encoding="utf-8")
    (folder / "newsroom.toml").write_text('ministers = "ministers.toml"', encoding="utf-8")
    assert ministers("--candidates", "--store", store).stdout == ""
    spotter = spotter_of(load_registry(folder / "ministers.toml"))
    found = spotter.found([Block(Part.BODY, "Jan Smit", "en")], date(2020, 6, 4))
    assert (found.mentioned, found.acting) == ((Minister("jan-smit", "Jan Smit"),), ())


def test_candidates_of_files_are_told_without_an_index(folder: Path) -> None:
    rows = [{"id": "1", "title": "A visit", "body": SMIT, "published": "2020-06-04"}, {"id": "2"}]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = ministers("--candidates", "a.jsonl")
    assert result.exit_code == 0
    assert [table["id"] for table in tomllib.loads(result.stdout)["minister"]] == ["jan-smit"]
    assert result.stderr.startswith("Rejected: a.jsonl, line 2: ")


def test_where_no_index_is_it_says_how_to_make_one_and_ends_with_1(folder: Path) -> None:
    result = ministers("--candidates", "--store", f"whoosh:{folder / 'none'}")
    assert result.exit_code == 1
    assert "newsroom index SOURCE" in result.stderr


@pytest.mark.parametrize(
    "nasty", ['Jan "Smit"', "Jan\\Smit", 'x"\n[[minister]]\nid = "y', "Jan\x7f\x00\u2028Smit", "Ñ'"]
)
def test_no_name_breaks_out_of_its_table(nasty: str) -> None:
    candidate = Candidate(Minister(nasty, nasty), nasty, nasty)
    (table,) = tomllib.loads(table_of(Sighting(candidate, 1, None, None)))["minister"]
    assert (table["id"], table["name"]) == (nasty, nasty)
