"""May a browser, a feed reader or a proxy go on with the answer that it has kept?"""

from dataclasses import replace
from datetime import timedelta
from shutil import copytree

import pytest
from builders import a_release
from pages.browsing import NOW, REGISTRY, RELEASES, Shown, an_engine, browse

from search.engines.memory import MemoryEngine
from search.ministers import Registry
from search.settings import Settings, Site
from web.serving import freshness

KEPT = (
    "/de/",
    "/en/search?q=iraq",
    "/en/facet/country",
    "/en/release/101?q=iraq",
    "/en/help",
    "/api/v1/search?q=iraq",
    "/api/v1/releases/101",
    "/api/v1/suggest?q=ira",
    "/search.atom?q=iraq",
    "/search.csv",
)
FAULTY = ("/en/search?page=0", "/en/release/none", "/en/nothing", "/api/v1/search?page=0", "/search.csv?page=0")


def validator(browser, address, **headers):
    return browser.get(address, headers=headers).headers["ETag"]


@pytest.mark.parametrize("address", KEPT)
def test_who_has_the_present_answer_is_told_so_without_a_body(browser, address):
    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
        assert again.headers.get(name) == first.headers.get(name), name
    assert "Content-Type" not in again.headers


@pytest.mark.parametrize("address", KEPT)
def test_an_answer_is_kept_and_asked_for_again_each_time(browser, address):
    response = browser.get(address)
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("address", KEPT)
def test_the_headers_alone_are_those_of_the_whole_answer(browser, address):
    whole, alone = browser.get(address), browser.head(address)
    assert (alone.status_code, alone.data) == (200, b"")
    changing = {"Date", "Content-Length"}  # a length tells how many digits the time took that the API states
    assert {name: text for name, text in alone.headers if name not in changing} == {
        name: text for name, text in whole.headers if name not in changing
    }
    assert browser.head(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", FAULTY)
def test_no_error_is_kept(browser, address):
    response = browser.get(address)
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("address", FAULTY)
def test_no_validator_turns_an_error_into_an_answer(browser, address):
    known = ", ".join([validator(browser, "/en/"), validator(browser, "/api/v1/search"), 'W/"x"'])
    for header in (known, "*"):
        assert browser.get(address, headers={"If-None-Match": header}).status_code >= 400


def test_whatever_there_is_will_do_for_a_star(browser):
    assert browser.get("/en/", headers={"If-None-Match": "*"}).status_code == 304


def test_a_commit_an_ended_embargo_and_a_withdrawal_make_another_answer():
    now = NOW
    engine = MemoryEngine(lambda: now)

    def put(release):
        with engine.writer() as writer:
            writer.put(release)
            writer.commit()

    put(a_release("1", "Open"))
    browser = browse(engine.reader())
    seen = [validator(browser, "/en/")]
    put(a_release("2", "Later", embargo_until=NOW + timedelta(hours=1)))
    seen.append(validator(browser, "/en/"))
    now += timedelta(hours=1)
    seen.append(validator(browser, "/en/"))
    put(replace(a_release("1", "Open"), withdrawn=NOW))
    seen.append(validator(browser, "/en/"))
    assert len(set(seen)) == 4
    for old in seen[:3]:
        assert "Open" not in browser.get("/en/", headers={"If-None-Match": old}).text
    assert browser.get("/en/", headers={"If-None-Match": seen[3]}).status_code == 304


def test_tomorrow_a_page_says_something_else_of_the_last_seven_days(browser, monkeypatch):
    today = validator(browser, "/en/")

    class Tomorrow(freshness.date):
        @classmethod
        def today(cls):
            return super().today() + timedelta(days=1)

    monkeypatch.setattr(freshness, "date", Tomorrow)
    assert validator(browser, "/en/") != today


@pytest.mark.parametrize("address", ["/api/v1/search", "/search.atom"])
def test_where_the_readers_language_decides_each_has_its_own_validator(browser, address):
    german, english = (validator(browser, address, **{"Accept-Language": code}) for code in ("de-AT", "en"))
    assert german != english
    response = browser.get(address, headers={"Accept-Language": "de", "If-None-Match": english})
    assert (response.status_code, "Accept-Language" in response.vary) == (200, True)


def test_where_the_address_says_the_language_that_of_the_reader_does_not_count(browser):
    assert validator(browser, "/en/", **{"Accept-Language": "de"}) == validator(browser, "/en/")
    assert "Accept-Language" not in browser.get("/en/").vary


def test_another_program_settings_or_ministers_have_other_validators():
    reader = an_engine(*RELEASES).reader()
    named = Settings(site=Site(name={"de": "Portal", "en": "Portal"}))
    sites = [browse(reader), browse(reader, settings=named), browse(reader, registry=Registry(()))]
    assert len({validator(site, "/en/") for site in sites}) == 3
    assert validator(browse(reader, registry=REGISTRY), "/en/") == validator(sites[0], "/en/")


def test_the_same_path_at_another_host_or_with_other_parameters_has_another_validator(browser):
    addresses = ["/en/search?q=a", "/en/search?q=b", "/en/search?q=a&q=", "/de/search?q=a", "/search.atom?q=a"]
    seen = {validator(browser, address) for address in addresses}
    seen.add(validator(browser, "/en/search?q=a", Host="press.example"))
    assert len(seen) == 6


def test_who_watches_the_site_is_never_answered_from_a_cache(browser):
    assert browser.get("/health").headers["Cache-Control"] == "no-store"
    assert "ETag" not in browser.get("/health").headers


def test_a_redirection_is_asked_for_again(browser):
    assert browser.get("/").headers["Cache-Control"] == "no-cache"


def test_static_files_are_kept_for_ever_at_an_address_that_changes_with_them(browser):
    for address in Shown(browser.get("/en/").text).values("//link[@rel='stylesheet' or @rel='icon']/@href"):
        response = browser.get(address)
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        other = browser.get(address[:-1] + ("0" if address[-1] != "0" else "1"))
        assert other.headers["Cache-Control"] == "public, max-age=3600"
        assert "Accept-Language" not in response.vary


def test_a_static_file_that_was_replaced_has_another_address(browser, tmp_path):
    app = browser.application
    copytree(app.static_folder, tmp_path, dirs_exist_ok=True)
    app.static_folder = tmp_path
    seen = []
    for content in ("a {}", "b {}"):
        (tmp_path / "style.css").write_text(content)
        seen.append(Shown(browser.get("/en/help").text).values("//link[@rel='stylesheet']/@href")[0])
    assert seen[0] != seen[1]


def test_who_asks_what_can_be_done_with_a_file_that_is_not_there_is_told(browser):
    assert browser.options("/static/none.css").status_code == 200
