"""Which ministers does a release name?"""

from datetime import date

import pytest

from index.entities.ministers import slug_of, spotter_of
from search.ministers import load_registry
from search.release import Minister

SPOTTER = spotter_of(load_registry())


def named(text: str, day: str | None = "2020-06-04") -> list[str]:
    return [minister.id for minister in SPOTTER.named_in(text, date.fromisoformat(day) if day else None)]


@pytest.mark.parametrize(
    ("text", "day", "ids"),
    [
        ("Foreign Minister Maas met his counterpart", "2020-06-04", ["heiko-maas"]),
        ("German Foreign Minister Maas", "2020-06-04", ["heiko-maas"]),
        ("Außenminister Maas traf seinen Amtskollegen", "2020-06-04", ["heiko-maas"]),
        ("Aussenminister Maas", "2020-06-04", ["heiko-maas"]),
        ("Bundesminister Maas", "2020-06-04", ["heiko-maas"]),
        ("die Reise des Außenministers Maas", "2020-06-04", ["heiko-maas"]),
        ("Außenminister Maas' Reise", "2020-06-04", ["heiko-maas"]),
        ("Außenministerin Baerbock", "2022-02-02", ["annalena-baerbock"]),
        ("Staatsminister Annen", "2019-03-01", ["niels-annen"]),
        ("Minister of State Annen", "2019-03-01", ["niels-annen"]),
        ("Staatsministerin Lührmann", "2023-01-10", ["anna-luehrmann"]),
        ("Staatsministerin Luehrmann", "2023-01-10", ["anna-luehrmann"]),
        ("Außenminister Dr. Westerwelle", "2011-01-10", ["guido-westerwelle"]),
        ("Frank–Walter Steinmeiers Rede", "2008-01-10", ["frank-walter-steinmeier"]),
    ],
)
def test_office_and_surname_are_enough_while_in_office(text: str, day: str, ids: list[str]) -> None:
    assert named(text, day) == ids


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Minister Maas", "2016-01-01"),  # of justice, then
        ("Außenminister Maas", "2022-02-02"),
        ("Außenminister Steinmeier", "2012-01-01"),  # between his two terms
        ("Staatsminister Roth", "2022-06-01"),
        ("Maas", "2020-06-04"),
        ("Maastricht and Foreign Minister Maasdorp", "2020-06-04"),
        ("Foreign Minister Maas", None),
    ],
)
def test_a_surname_outside_its_office_is_somebody_else(text: str, day: str | None) -> None:
    assert named(text, day) == []


@pytest.mark.parametrize("day", ["1999-01-01", "2020-06-04", None])
def test_a_full_name_is_enough_on_any_day(day: str | None) -> None:
    assert named("Heiko Maas’s answer to Joseph Fischer", day) == ["heiko-maas", "joschka-fischer"]


@pytest.mark.parametrize("day", ["2018-03-14", "2021-12-08"])
def test_the_first_and_the_last_day_belong_to_the_term(day: str) -> None:
    assert named("Außenminister Maas", day) == ["heiko-maas"]


def test_ministers_come_in_order_of_mention_each_once() -> None:
    text = "Niels Annen and Foreign Minister Maas. Heiko Maas thanked Niels Annen."
    assert named(text) == ["niels-annen", "heiko-maas"]


def test_stated_ministers_are_those_of_the_registry_by_id_name_or_alias() -> None:
    maas, link = Minister("heiko-maas", "Heiko Maas"), Minister("michael-georg-link", "Michael Georg Link")
    assert SPOTTER.stated(["Heiko Maas", "heiko-maas", "Michael Link"]) == (maas, link)


def test_a_stated_minister_who_is_not_registered_gets_a_slug() -> None:
    assert SPOTTER.stated(["Stef Blok", " ", "…"]) == (Minister("stef-blok", "Stef Blok"),)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Heiko Maas", "heiko-maas"),
        ("Günter Gloser", "guenter-gloser"),
        ("Gu\u0308nter Gloser", "guenter-gloser"),
        ("Mevlüt Çavuşoğlu", "mevluet-cavusoglu"),
        ("Frank-Walter Steinmeier", "frank-walter-steinmeier"),
    ],
)
def test_a_slug_is_ascii_with_umlauts_spelt_out(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_the_registry_has_somebody_in_office_on_every_day_since_1998() -> None:
    ministers = [entry for entry in load_registry().entries if entry.offices[0].title == "Foreign Minister"]
    days = (date.fromordinal(number) for number in range(date(1998, 1, 1).toordinal(), date(2026, 1, 1).toordinal()))
    assert [day for day in days if not any(entry.in_office(day) for entry in ministers)] == []


def test_every_id_of_the_registry_is_the_slug_of_its_name() -> None:
    assert {slug_of(name): name for name in load_registry().names.values()} == dict(load_registry().names)
