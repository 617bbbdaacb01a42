"""What does a run bring, what does it leave alone, and what becomes of pages that move or go?"""

from itertools import pairwise

import pytest
from live_newsroom import Reply, atom, items, links, release, rss, sitemap, tagged

from index.fetch.errors import FetchFailed
from search.newsrooms import ListApi

DAY = 86_400


# What is found


def test_releases_in_both_languages_are_kept_as_they_were_sent(newsroom, fetching):
    newsroom.put("/de/newsroom/reise/1", "Reise in den Irak")
    newsroom.put("/en/newsroom/visit-2", "Visit to Iraq", "The minister spoke in Baghdad.", "en")
    newsroom.paths["/rss"] = rss("/de/newsroom/reise/1", newsroom.url + "/en/newsroom/visit-2")
    assert fetching.run("/rss") == {"new": 2}
    for path, held in fetching.held().items():
        assert held.content() == newsroom.paths[path]
        assert (held.state, held.content_type, held.charset) == ("present", "text/html", "utf-8")


@pytest.mark.parametrize(
    ("listing", "others"),
    [
        (lambda url: rss("/de/1", "/de/2"), {}),
        (lambda url: atom(f"{url}/de/1", f"{url}/de/2"), {}),
        (lambda url: atom("/de/1", following="/list?page=2"), {"/list?page=2": lambda url: atom("/de/2")}),
        (lambda url: sitemap({f"{url}/de/1": None, f"{url}/de/2": "2020-06-04", f"{url}/impressum": None}), {}),
        (lambda url: sitemap({f"{url}/de/1": None, f"{url}/de/2": None}, packed=True), {}),
        (
            lambda url: sitemap({f"{url}/a.xml": None, f"{url}/b.xml.gz": "2020-06-04"}, index=True),
            {
                "/a.xml": lambda url: sitemap({f"{url}/de/1": None}),
                "/b.xml.gz": lambda url: sitemap({f"{url}/de/2": None}, packed=True),
            },
        ),
        (lambda url: items("/de/1", f"{url}/de/2"), {}),
        (lambda url: links("/de/1", f"{url}/de/2", "/kontakt", "mailto:press@newsroom.example"), {}),
        (lambda url: links("/de/1", following="/list?page=2"), {"/list?page=2": lambda url: links("/de/2")}),
        (lambda url: links("/de/1", "?offset=10"), {"/list?offset=10": lambda url: links("/de/2")}),
    ],
    ids=[
        "RSS", "Atom", "Atom in parts", "sitemap", "packed sitemap", "index of sitemaps", "JSON", "page",
        "pages with rel=next", "pages with an offset",
    ],
)  # fmt: skip
def test_releases_are_found_in_listings_of_every_kind(newsroom, fetching, listing, others):
    newsroom.put("/de/1", "Eins")
    newsroom.put("/de/2", "Zwei")
    newsroom.paths["/list"] = listing(newsroom.url)
    newsroom.paths.update({path: each(newsroom.url) for path, each in others.items()})
    assert fetching.run("/list") == {"new": 2}
    assert fetching.missed == []
    assert max(newsroom.pages_asked().values()) == 1


def test_a_list_api_is_asked_part_by_part_until_one_is_empty(newsroom, fetching):
    for number in range(5):
        newsroom.put(f"/de/{number}", f"Nummer {number}")
    for offset in (0, 2, 4):
        newsroom.paths[f"/list?n=2&o={offset}"] = items(*(f"/de/{each}" for each in range(offset, min(offset + 2, 5))))
    newsroom.paths["/list?n=2&o=6"] = items()
    api = ListApi(address=newsroom.url + "/list?n=2&o={offset}", step=2)
    assert fetching.run(lists=(api,)) == {"new": 5}
    newsroom.forget()
    fetching.run(lists=(api,))
    assert [path for path in newsroom.asked if path.startswith("/list")] == ["/list?n=2&o=0"]


def test_without_patterns_the_releases_are_the_links_below_a_page_and_the_entries_of_a_feed(newsroom, fetching):
    for path in ("/news/1", "/news/2?page=3", "/other/3"):
        newsroom.put(path, "Titel")
    newsroom.paths["/news"] = links(
        "/news/1", "/news/2?page=3", "/other/3", "/news/chart.pdf", "/", "/news", "/news/page/2"
    )
    newsroom.paths["/news/page/2"] = links()
    assert fetching.run("/news", pages=()) == {"new": 2}
    newsroom.paths["/rss"] = rss("/other/3")
    assert fetching.run("/rss", pages=())["new"] == 1


def test_one_page_under_several_addresses_is_asked_for_once(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/rss"] = rss("/de/1", "/de/1#top", "/de/../de/./1", newsroom.url.upper() + "/de/1;jsessionid=AF")
    assert fetching.run("/rss") == {"new": 1}
    assert newsroom.pages_asked() == {"/rss": 1, "/de/1": 1}


# What a second run does


@pytest.fixture
def known(newsroom, fetching):
    """Three releases that were fetched before, in a newsroom that answers conditional requests."""
    for number in range(1, 4):
        newsroom.put(f"/de/{number}", f"Nummer {number}")
    feed = rss("/de/1", "/de/2", "/de/3").body
    newsroom.paths["/rss"] = lambda headers: tagged(feed, headers, "application/rss+xml")
    assert fetching.run("/rss") == {"new": 3}
    newsroom.forget()
    fetching.now += DAY
    return newsroom


def archived(fetching):
    return {path.name: path.read_bytes() for path in fetching.directory.glob("*.warc.gz")}


def test_what_has_not_changed_is_neither_sent_nor_kept_again(known, fetching):
    before = archived(fetching)
    assert fetching.run("/rss") == {"unchanged": 3}
    assert known.pages_asked() == {"/rss": 1, "/de/1": 1, "/de/2": 1, "/de/3": 1}
    assert all("if-none-match" in headers for headers in known.headers[1:])
    assert archived(fetching) == before


def test_a_second_run_at_once_asks_for_no_page(known, fetching):
    fetching.run("/rss", recheck_after=3_600.0)
    known.forget()
    assert fetching.run("/rss", recheck_after=3_600.0) == {}
    assert known.pages_asked() == {"/rss": 1}


def test_what_is_the_same_without_a_tag_is_not_kept_again(known, fetching):
    before = archived(fetching)
    known.paths["/de/1"] = Reply(known.paths["/de/1"])
    assert fetching.run("/rss") == {"unchanged": 3}
    assert archived(fetching) == before


def test_a_changed_release_is_kept_anew_and_the_old_one_stays_in_the_archive(known, fetching):
    old = fetching.held()["/de/2"]
    known.put("/de/2", "Nummer 2, berichtigt")
    assert fetching.run("/rss") == {"changed": 1, "unchanged": 2}
    new = fetching.held()["/de/2"]
    assert b"berichtigt" in new.content()
    assert b"berichtigt" not in old.content()
    assert (new.changed - old.changed).total_seconds() == DAY


def test_a_newsroom_that_says_not_modified_without_being_asked_is_not_believed(newsroom, fetching):
    newsroom.paths["/de/1"] = Reply(status=304)
    newsroom.paths["/rss"] = rss("/de/1")
    assert fetching.run("/rss") == {"failed": 1}
    assert fetching.states() == {}


def test_a_release_that_has_not_changed_for_long_is_asked_for_ever_less_often(known, fetching):
    days = []
    for day in range(1, 31):
        fetching.now = 1_600_000_000.0 + day * DAY
        known.forget()
        fetching.run("/rss", recheck_after=3_600.0)
        if known.pages_asked()["/de/1"]:
            days.append(day)
    gaps = [later - earlier for earlier, later in pairwise(days)]
    assert gaps == sorted(gaps)
    assert (gaps[0], gaps[-1]) == (1, 3)


def test_what_has_no_sign_of_change_is_spread_over_runs(known, fetching):
    assert fetching.run("/rss", rechecks=1) == {"unchanged": 1}
    assert fetching.run("/rss", rechecks=2) == {"unchanged": 2}
    assert sum(known.pages_asked().values()) == 2 + 3


def test_the_day_of_change_in_a_sitemap_tells_what_to_ask_for(newsroom, fetching):
    for number in (1, 2):
        newsroom.put(f"/de/{number}", f"Nummer {number}")
    days = {f"{newsroom.url}/de/1": "2020-06-04", f"{newsroom.url}/de/2": "2020-06-04"}
    newsroom.paths["/map"] = sitemap(days)
    fetching.run("/map", recheck_after=60.0)
    newsroom.forget()
    fetching.now += DAY
    newsroom.paths["/map"] = sitemap(days | {f"{newsroom.url}/de/2": "2199-01-01"})
    assert fetching.run("/map", recheck_after=60.0) == {"unchanged": 1}
    assert newsroom.pages_asked() == {"/map": 1, "/de/2": 1}
    fetching.now += 31 * DAY  # days of change are not believed for ever
    assert fetching.run("/map", recheck_after=60.0) == {"unchanged": 2}


def test_days_of_change_are_compared_within_one_listing_only(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    feed = atom("/de/1", updated="2020-06-04T10:00:00Z").body
    newsroom.paths["/a"] = lambda headers: tagged(feed, headers, "application/atom+xml")
    newsroom.paths["/map"] = sitemap({f"{newsroom.url}/de/1": "2020-06-04"})
    fetching.run("/a", "/map", recheck_after=3_600.0)
    for _ in range(2):  # the feed has not changed, and the sitemap writes the day otherwise
        assert fetching.run("/a", "/map", recheck_after=3_600.0) == {}


def test_a_day_of_change_in_one_listing_tells_although_another_names_the_page_too(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/a"] = atom("/de/1", updated="2020-06-04T10:00:00Z")
    newsroom.paths["/map"] = sitemap({f"{newsroom.url}/de/1": "2020-06-04"})
    fetching.run("/a", "/map", recheck_after=3_600.0)
    assert fetching.run("/a", "/map", recheck_after=3_600.0) == {}
    newsroom.paths["/a"] = atom("/de/1", updated="2020-06-05T10:00:00Z")
    assert fetching.run("/a", "/map", recheck_after=3_600.0) == {"unchanged": 1}


def test_a_sitemap_is_read_again_only_when_the_index_says_that_it_has_changed(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.put("/de/2", "Zwei")
    days = {f"{newsroom.url}/2019.xml": "2019-12-31", f"{newsroom.url}/2020.xml": "2020-06-04"}
    newsroom.paths["/map"] = sitemap(days, index=True)
    newsroom.paths["/2019.xml"] = sitemap({f"{newsroom.url}/de/1": None})
    newsroom.paths["/2020.xml"] = sitemap({})
    assert fetching.run("/map") == {"new": 1}
    assert list(fetching.reasons()) == ["/2020.xml"]
    newsroom.forget()
    newsroom.paths["/2020.xml"] = sitemap({f"{newsroom.url}/de/2": None})
    assert fetching.run("/map", rechecks=0) == {"new": 1}  # what could not be read is, whatever its day
    newsroom.forget()
    newsroom.paths["/map"] = sitemap(days | {f"{newsroom.url}/2020.xml": "2020-06-05"}, index=True)
    fetching.run("/map", rechecks=0)
    assert newsroom.pages_asked() == {"/map": 1, "/2020.xml": 1}


def test_what_a_listing_no_longer_names_is_asked_for_at_once(newsroom, fetching):
    for number in (1, 2):
        newsroom.put(f"/de/{number}", f"Nummer {number}")
    newsroom.paths["/map"] = sitemap({f"{newsroom.url}/de/{number}": "2020-06-04" for number in (1, 2)})
    fetching.run("/map", recheck_after=3_600.0)
    newsroom.forget()
    newsroom.paths["/map"] = sitemap({f"{newsroom.url}/de/2": "2020-06-04"})
    newsroom.paths["/de/1"] = Reply(status=410)
    assert fetching.run("/map", recheck_after=3_600.0) == {"withdrawn": 1}
    assert newsroom.pages_asked() == {"/map": 1, "/de/1": 1}


def test_paging_goes_on_only_as_far_as_there_is_something_new(newsroom, fetching):
    for number in range(9):
        newsroom.put(f"/de/{number}", f"Nummer {number}")

    def listed(*numbers):
        parts = [numbers[start : start + 3] for start in range(0, len(numbers), 3)]
        for part, held in enumerate(parts):
            following = f"/list?page={part + 1}" if part + 1 < len(parts) else ""
            newsroom.paths[f"/list?page={part}"] = links(*(f"/de/{each}" for each in held), following=following)

    listed(*range(3, 9))
    assert fetching.run("/list?page=0") == {"new": 6}
    listed(*range(9))
    newsroom.forget()
    assert fetching.run("/list?page=0", rechecks=0) == {"new": 3}
    assert [path for path in newsroom.asked if path.startswith("/list")] == ["/list?page=0", "/list?page=1"]
    assert set(fetching.states()) == {f"/de/{number}" for number in range(9)}
    fetching.now += 31 * DAY  # now and then all of it, for what was slipped in further behind
    newsroom.forget()
    fetching.run("/list?page=0", rechecks=0)
    assert sum(path.startswith("/list") for path in newsroom.asked) == 3


def test_parts_of_a_list_are_taken_in_the_order_of_their_numbers(newsroom, fetching):
    """Page 2 before page 10, or what is new on page 2 would be passed over as soon as page 10 holds nothing new."""

    def listed(first):
        for part in range(1, 12):
            numbers = range(first + 2 * part, first + 2 * part + 2)
            newsroom.paths[f"/list?page={part}"] = links(
                *(f"/de/{number}" for number in numbers), *(f"?page={other}" for other in range(1, 12))
            )

    for number in range(40):
        newsroom.put(f"/de/{number}", "Titel")
    listed(10)
    assert fetching.run("/list?page=1") == {"new": 22}
    listed(7)
    newsroom.forget()
    assert fetching.run("/list?page=1", rechecks=0) == {"new": 3}
    assert [path for path in newsroom.asked if "list" in path] == [f"/list?page={part}" for part in (1, 2, 3)]


# What moves, and what goes


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_release_means_moved(known, fetching, status):
    known.put("/de/9", "Nummer 1, umgezogen")
    known.paths["/de/1"] = Reply(status=status, headers={"Location": "/de/9"})
    assert fetching.run("/rss") == {"new": 1, "moved": 1, "unchanged": 2}
    held = fetching.held()
    assert (held["/de/1"].state, held["/de/1"].moved_to) == ("moved", f"{known.url}/de/9")
    assert b"umgezogen" in held["/de/9"].content()
    assert b"Nummer 1" in held["/de/1"].content()  # the last good copy
    known.forget()
    assert fetching.run("/rss") == {"unchanged": 4}
    assert known.pages_asked()["/de/9"] == 1


def test_a_release_that_moves_to_a_known_one_asks_for_it_once(known, fetching):
    known.paths["/de/3"] = Reply(status=301, headers={"Location": "/de/1"})
    assert fetching.run("/rss") == {"moved": 1, "unchanged": 2}
    assert known.pages_asked()["/de/1"] == 1


def test_a_chain_of_redirects_leads_to_its_end(known, fetching):
    known.put("/de/9", "Ziel")
    known.paths["/de/8"] = Reply(status=301, headers={"Location": "/de/9"})
    known.paths["/de/1"] = Reply(status=301, headers={"Location": "/de/8"})
    assert fetching.run("/rss") == {"new": 1, "moved": 2, "unchanged": 2}
    assert {held.moved_to for held in fetching.held().values()} == {None, f"{known.url}/de/9"}


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=301, headers={"Location": "/de/1"}), "redirected in a circle"),
        (Reply(status=301, headers={"Location": "/"}), "which is no release"),
        (Reply(status=302, headers={"Location": "/login?then=/de/1"}), "which is no release"),
        (Reply(status=301, headers={"Location": "http://elsewhere.example/de/1"}), "none of the newsroom's hosts"),
        (Reply(status=301, headers={"Location": "file:///etc/passwd"}), "no address of the web"),
        (Reply(status=301, headers={"Location": "http://[::1"}), "no address of the web"),
        (Reply(status=301), "no address of the web"),
        (Reply(status=500), "answered with 500"),
        (Reply(status=503), "answered with 503"),
        (Reply(status=403), "answered with 403"),
        (Reply(status=418), "answered with 418"),
        (Reply(b"", 200), "the page is empty"),
        (Reply(b"%PDF", content_type="application/pdf"), "this is application/pdf, no page"),
        (Reply(b"x", content_type="video/mp4"), "this is video/mp4, no page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_newsroom_that_stumbles_takes_nothing_away(known, fetching, reply, reason):
    before = fetching.held()["/de/1"]
    known.paths["/de/1"] = reply
    assert fetching.run("/rss") == {"failed": 1, "unchanged": 2}
    assert reason in fetching.reasons()["/de/1"]
    assert fetching.held()["/de/1"] == before
    assert b"Nummer 1" in before.content()


def test_a_longer_circle_is_noticed_and_nothing_moves(known, fetching):
    for number, target in ((1, 2), (2, 3), (3, 1)):
        known.paths[f"/de/{number}"] = Reply(status=301, headers={"Location": f"/de/{target}"})
    assert fetching.run("/rss") == {"failed": 3}
    assert set(fetching.states().values()) == {"present"}


def test_redirects_without_end_are_followed_only_so_far(known, fetching):
    for number in range(100, 130):
        known.paths[f"/de/{number}"] = Reply(status=302, headers={"Location": f"/de/{number + 1}"})
    known.paths["/de/1"] = Reply(status=302, headers={"Location": "/de/100"})
    assert fetching.run("/rss") == {"failed": 1, "unchanged": 2}
    assert "more than 5 times" in fetching.reasons()["/de/1"]


def test_410_withdraws_at_once(known, fetching):
    known.paths["/de/1"] = Reply(status=410)
    assert fetching.run("/rss") == {"withdrawn": 1, "unchanged": 2}
    held = fetching.held()["/de/1"]
    assert (held.state, held.gone_since.timestamp()) == ("withdrawn", fetching.now)
    assert b"Nummer 1" in held.content()
    assert fetching.run("/rss") == {"unchanged": 3}


def test_404_withdraws_when_a_later_run_meets_it_again(known, fetching):
    del known.paths["/de/1"]
    assert fetching.run("/rss") == {"failed": 1, "unchanged": 2}
    assert "not there (404)" in fetching.reasons()["/de/1"]
    assert fetching.states()["/de/1"] == "present"
    first = fetching.now
    fetching.now += DAY
    assert fetching.run("/rss") == {"withdrawn": 1, "unchanged": 2}
    assert fetching.held()["/de/1"].gone_since.timestamp() == first


def test_404_twice_in_one_run_that_was_cut_short_is_met_once(known, fetching):
    del known.paths["/de/1"]
    fetching.run("/rss", limit=2)
    fetching.now += 3_600
    assert fetching.run("/rss") == {"failed": 1, "unchanged": 1}
    assert known.pages_asked()["/de/1"] == 2
    assert fetching.states()["/de/1"] == "present"


def test_404_once_and_there_again_is_forgotten(known, fetching):
    page = known.paths.pop("/de/1")
    fetching.run("/rss")
    known.paths["/de/1"] = page
    assert fetching.run("/rss") == {"unchanged": 3}
    del known.paths["/de/1"]
    assert fetching.run("/rss") == {"failed": 1, "unchanged": 2}


def test_a_withdrawn_release_can_come_back(known, fetching):
    page, known.paths["/de/1"] = known.paths["/de/1"], Reply(status=410)
    fetching.run("/rss")
    known.paths["/de/1"] = page
    assert fetching.run("/rss") == {"changed": 1, "unchanged": 2}
    assert fetching.states()["/de/1"] == "present"


def test_a_withdrawn_release_that_is_listed_again_is_asked_for_at_once(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.put("/de/2", "Zwei")
    newsroom.paths["/rss"] = rss("/de/1", "/de/2")
    fetching.run("/rss", recheck_after=3_600.0)
    page, newsroom.paths["/de/1"] = newsroom.paths["/de/1"], Reply(status=410)
    newsroom.paths["/rss"] = rss("/de/2")
    assert fetching.run("/rss", recheck_after=3_600.0) == {"withdrawn": 1}
    assert fetching.run("/rss", recheck_after=3_600.0) == {}
    newsroom.paths.update({"/de/1": page, "/rss": rss("/de/1", "/de/2")})
    assert fetching.run("/rss", recheck_after=3_600.0) == {"changed": 1}


def test_a_moved_release_whose_new_address_goes_is_withdrawn_there_and_stays_moved(known, fetching):
    known.put("/de/9", "Neu")
    known.paths["/de/1"] = Reply(status=301, headers={"Location": "/de/9"})
    fetching.run("/rss")
    known.paths["/de/9"] = Reply(status=410)
    fetching.run("/rss")
    assert (fetching.states()["/de/1"], fetching.states()["/de/9"]) == ("moved", "withdrawn")


# What lists that lie can do


def test_endless_paging_ends_where_it_brings_nothing_new(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    numbers = iter(range(1_000_000))

    def endless(headers):
        return links("/de/1", following=f"/list?page={next(numbers)}")

    newsroom.paths["/list?page=x"] = endless
    newsroom.reply = lambda path, headers: (
        endless(headers) if path.startswith("/list") else type(newsroom).reply(newsroom, path, headers)
    )
    assert fetching.run("/list?page=x") == {"new": 1}
    assert sum(path.startswith("/list") for path in newsroom.asked) == 2


def test_endless_paging_that_always_brings_something_ends_at_a_bound(newsroom, fetching):
    served = type(newsroom).reply

    def reply(path, headers):
        if path.startswith("/list"):
            number = int(path.partition("=")[2])
            return links(f"/de/{number}", following=f"/list?page={number + 1}")
        return Reply(release("Titel", path)) if path.startswith("/de/") else served(newsroom, path, headers)

    newsroom.reply = reply
    assert fetching.run("/list?page=0", most_listings=20) == {"new": 20}
    assert list(fetching.reasons().values()) == ["more than 20 listings"]


def test_a_feed_of_ten_thousand_entries_fills_only_as_much_as_may_be_known(newsroom, fetching):
    for number in range(20):
        newsroom.put(f"/de/{number}", "Titel")
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(10_000)))
    assert fetching.run("/rss", most_pages=20) == {"new": 20}
    assert "more releases than are taken" in fetching.reasons()["/rss"]


def test_sitemaps_that_lead_to_one_another_end_at_a_depth(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    for number in range(9):
        newsroom.paths[f"/{number}.xml"] = sitemap(
            {f"{newsroom.url}/{number + 1}.xml": None, f"{newsroom.url}/0.xml": None}, index=True
        )
    newsroom.paths["/3.xml"] = Reply(
        sitemap({f"{newsroom.url}/de/1": None}).body.replace(
            b"</urlset>", f"<sitemap><loc>{newsroom.url}/4.xml</loc></sitemap></urlset>".encode()
        )
    )
    assert fetching.run("/0.xml", depth=3) == {"new": 1}
    assert newsroom.pages_asked() == {"/0.xml": 1, "/1.xml": 1, "/2.xml": 1, "/3.xml": 1, "/de/1": 1}
    assert list(fetching.reasons()) == ["/4.xml"]


def test_a_listing_that_cannot_be_read_is_told_and_the_others_are(newsroom, fetching):
    newsroom.put("/de/1", "Eins")
    newsroom.paths["/good"] = rss("/de/1")
    newsroom.paths["/map"] = Reply(b"<urlset>", content_type="text/xml")
    newsroom.paths["/json"] = Reply(b"{", content_type="application/json")
    assert fetching.run("/good", "/gone", "/map", "/json") == {"new": 1}
    assert set(fetching.reasons()) == {"/gone", "/map", "/json"}


def test_a_newsroom_none_of_whose_listings_can_be_read_fails(newsroom, fetching):
    with pytest.raises(FetchFailed, match=r"none of the newsroom's listings could be read: .*404"):
        fetching.run("/gone")


def test_a_newsroom_that_answers_nothing_any_more_is_left_alone(newsroom, fetching):
    newsroom.paths["/rss"] = rss(*(f"/de/{number}" for number in range(50)))
    for number in range(50):
        newsroom.paths[f"/de/{number}"] = Reply(status=502)
    with pytest.raises(FetchFailed, match="5 addresses one after the other"):
        fetching.run("/rss", tries=1)
    assert sum(path.startswith("/de/") for path in newsroom.asked) == 5
