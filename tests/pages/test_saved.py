"""Which search does the page of saved searches offer to keep, and what does it tell its script?"""

from datetime import UTC, date, datetime

import pytest

from search.dates import DateRange
from search.facets import FACETS
from search.query import Filter, Group, Match, Query, Sort
from web import addresses, params
from web.saved import KEPT


def offered(shown):
    """The name that a search gets, and its parameters."""
    (template,) = shown.tree.xpath("//template[@id='with-scripts']")
    form = template.find(".//form")
    return shown.text("//section[@class='offered']/h2"), form.find(".//input").get("value"), form.get("data-search")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/saved?q=iraq&country=IQ&from=2020&to=2020", "“iraq”, Date: 2020, Country: Iraq"),
        ("/de/saved?q=iraq&country=IQ&from=2020&to=2020", "„iraq“, Datum: 2020, Land: Irak"),
        ("/en/saved?country=-IQ", "Country: not Iraq"),
        ("/en/saved?q=%22free+press%22", '"free press"'),
        ("/de/saved?sort=oldest", "Alle Veröffentlichungen"),
    ],
)
def test_the_search_of_the_address_is_named_in_words(page, address, name):
    heading, suggested, parameters = offered(page(address))
    assert (heading, suggested) == (name, name)
    assert parameters == address.partition("?")[2]


def test_where_somebody_was_among_the_results_is_not_kept(page):
    name, _, parameters = offered(page("/en/saved?q=iraq&page=3&size=5&since=2020-06-04&explain=true&sort=newest"))
    assert (name, parameters) == ("“iraq”", "q=iraq&sort=newest")


def test_without_a_search_none_is_offered_and_a_wrong_one_is_a_fault(page):
    assert page("/en/saved").texts("//form[@class='keep']") == []
    assert page("/en/saved?colour=red", status=400).texts("//dd")


def test_every_parameter_is_kept_but_those_that_say_where_somebody_was():
    query = Query(
        "iraq",
        Match.ANY,
        frozenset(Filter(facet, "x") for facet in FACETS),
        DateRange(date(2020, 1, 1), date(2020, 6, 4)),
        Sort.OLDEST,
        page=2,
        size=5,
        group=Group.NONE,
        across=False,
        explain=True,
        since=datetime(2020, 6, 4, tzinfo=UTC),
    )
    written = {name for name, _ in params.write(query)}
    kept = {name for name, _ in params.write(addresses.kept(query))}
    assert written - kept == {"page", "size", "explain", "since"}
    assert set(KEPT) == kept | {"undated"}  # which goes with no range


def test_results_lead_to_it_and_so_does_every_page(page):
    assert page("/de/search?q=irak&page=1&size=5").link("Suche merken") == "/de/saved?q=irak"
    assert page("/en/search?q=xylophone").link("Save this search") == "/en/saved?q=xylophone"
    assert page("/de/release/100").link("Gemerkte Suchen") == "/de/saved"
