"""Is an embargo kept at every door of the site, and lifted at every one of them at its minute, without a reindex?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import a_release
from pages.browsing import NOW, browse
from pages.workbooks import read_sheet

from search.engines import open_engine
from search.release import Minister
from search.revision import Revision
from web.exports import EXCEL

LIFTED = NOW + timedelta(hours=1)
FIRST, SECOND = datetime(2020, 6, 4, 8, tzinfo=UTC), datetime(2020, 6, 5, 9, tzinfo=UTC)
OTHER = a_release("other", "Another release")
SAME_DAY = a_release("day", "Of the same day", published="1999-06-04")
XAVER = Minister("xaver-geheim", "Xaver Geheim")
SECRET = a_release(
    "secret",
    "Geheimplan",
    "Das Grundgesetz gilt in Island.",
    language="de",
    published="1999-06-04",
    kind="speech",
    countries=("IS",),
    mentions=("IS",),
    ministers=(XAVER,),
    people=(XAVER,),
    embargo_until=LIFTED,
    first_indexed=FIRST,
    changed=SECOND,
    url="https://newsroom.example/secret.html",
)
DRAFT = Revision(replace(SECRET, first_indexed=None, changed=None), FIRST, SECOND)

# Every address that the site has, and what stands in its answer as soon as the embargo is over; "" for what does not
# name the release in words.
CHANGING = ("took_ms", "generation", "seconds_since_commit", "seconds_since_run")
DOORS = {
    "/de/": "Geheimplan",
    "/en/": "Geheimplan",
    "/de/search?q=geheimplan": "Geheimplan</mark>",
    "/en/search?q=geheimp*": "Geheimplan</mark>",
    "/en/search?q=%22das+Grundgesetz%22": "Geheimplan",
    "/de/search?q=geheimplam": "Geheimplan",  # meant, perhaps
    "/de/search?q=nowhere+grundgesetz&match=all": "grundgesetz",  # what would be found without the other word
    "/en/search?country=IS": "Geheimplan",
    "/en/search?from=1999&to=1999": "Geheimplan",
    "/de/search?minister=xaver-geheim": "Geheimplan",
    "/en/search?q=minister:xaver": "Geheimplan",
    "/de/facet/country": "Island",
    "/en/facet/minister": "Xaver Geheim",
    "/en/facet/person?find=x": "Xaver Geheim",
    "/de/facet/mentions": "Island",
    "/en/facet/kind": "Speech",
    "/de/facet/language": "Deutsch",
    "/de/overview": "Xaver Geheim",
    "/en/overview?q=geheimplan": "Iceland",
    "/de/release/secret": "Grundgesetz",
    "/de/release/other": "Geheimplan",  # as its other language
    "/en/release/day": "Geheimplan",  # of the same day
    "/en/reference/bib/secret": "Geheimplan",
    "/de/reference/ris/secret": "Geheimplan",
    "/en/versions/secret": "Geheimplan",
    "/de/beside/en/secret": "Grundgesetz",
    "/en/beside/de/other": "Grundgesetz",
    "/api/v1/search?q=geheimplan": "Geheimplan",
    "/api/v1/search?q=geheimplan&explain=true": "Geheimplan",
    "/api/v1/search": "secret",  # as its other language
    "/en/search?group=none": "Geheimplan",
    "/api/v1/search?size=2&page=2&group=none": "Geheimplan",
    "/api/v1/suggest?q=geheimpl": "Geheimplan",
    "/api/v1/suggest?q=icel": "Iceland",
    "/api/v1/suggest?q=xaver": "Xaver Geheim",
    "/api/v1/facets/country": "Iceland",
    "/api/v1/facets/minister?find=xav": "Xaver Geheim",
    "/api/v1/releases/secret": "Grundgesetz",
    "/api/v1/releases/other": "secret",
    "/api/v1/versions/secret": "Grundgesetz",
    "/api/v1/similar/secret": '"results"',
    "/search.atom": "release/secret",  # as its other language
    "/search.atom?group=none": "Geheimplan",
    "/search.atom?q=geheimplan": "release/secret",
    "/de/search.atom?sort=changed": "Geheimplan",
    "/search.rss?group=none": "Geheimplan",
    "/en/search.rss?country=IS": "Geheimplan",
    "/search.feed.json?q=geheimplan": "release/secret",
    "/de/search.feed.json": "Geheimplan",
    "/search.csv": "secret",  # as its other language
    "/search.csv?group=none": "Geheimplan",
    "/de/search.csv?country=IS": "secret.html",
    "/search.jsonl": "secret",  # as its other language
    "/de/search.jsonl?q=grundgesetz": "Das Grundgesetz gilt",
    "/search.xlsx": "secret",  # as its other language
    "/de/search.xlsx?since=2020": "Geheimplan",
    "/de/saved?minister=xaver-geheim": "xaver-geheim",
    "/health": '"releases":3',
    "/health/ready": '"releases":3',
}


class Newsroom:
    """The site over an index whose clock is set by hand."""

    def __init__(self, address: str) -> None:
        self.now = NOW
        self.engine = open_engine(address, lambda: self.now)
        with self.engine.writer() as writer:
            writer.put(OTHER)
            writer.put(SAME_DAY)
            writer.commit()
        self.browser = browse(self.engine.reader())

    def add_secret(self) -> None:
        """In a commit of its own, as a run would."""
        with self.engine.writer() as writer:
            writer.put(SECRET, [DRAFT])
            writer.group([["other", "secret"]])
            writer.commit()

    def answers(self) -> dict[str, str]:
        """What every door answers, short of the time that it took and the number of the commit."""
        return {door: self._answer(door) for door in DOORS}

    def _answer(self, door: str) -> str:
        response = self.browser.get(door)
        is_sheet = response.mimetype == EXCEL
        told = response.json if response.is_json else read_sheet(response.data).xml if is_sheet else response.text
        if isinstance(told, dict):
            told = str({name: value for name, value in told.items() if name not in CHANGING})
            told = told.replace("'", '"').replace('": ', '":')
        return f"{response.status_code} {told}"


@pytest.fixture(params=["memory", "whoosh"])
def newsroom(request, tmp_path):
    return Newsroom({"memory": "memory:", "whoosh": f"whoosh:{tmp_path / 'store'}"}[request.param])


def test_an_embargo_is_kept_at_every_door_to_its_last_second_and_lifted_at_its_minute(newsroom):
    before = newsroom.answers()
    newsroom.add_secret()
    for moment in (NOW, LIFTED - timedelta(seconds=1)):
        newsroom.now = moment
        told = newsroom.answers()
        assert [door for door in DOORS if told[door] != before[door]] == []
    newsroom.now = LIFTED
    told = newsroom.answers()
    assert [door for door, words in DOORS.items() if words not in told[door] or told[door] == before[door]] == []


def test_what_became_of_a_release_under_its_embargo_is_never_told(newsroom):
    newsroom.add_secret()
    newsroom.now = LIFTED
    release = newsroom.browser.get("/api/v1/releases/secret").json
    assert (release["first_indexed"], release["changed"]) == (LIFTED.isoformat(), None)
    assert len(newsroom.browser.get("/api/v1/versions/secret").json["versions"]) == 1
    assert "changed" not in newsroom.browser.get("/en/release/secret").text


def test_no_door_was_forgotten(newsroom):
    """A new address must be added to the doors, or be named here because it shows nothing of any release."""
    silent = {"/", "/static/<path:filename>", "/<any(de, en):language>/help", "/health/live", "/metrics"}
    silent |= {"/<any(de, en):language>/api", "/api/v1/", "/api/v1/openapi.json", "/robots.txt"}
    adapter = newsroom.browser.application.url_map.bind("localhost")
    walked = {adapter.match(door.partition("?")[0], return_rule=True)[0].rule for door in DOORS}
    assert {rule.rule for rule in newsroom.browser.application.url_map.iter_rules()} - walked == silent
