"""What do staff learn of how the site is used, and what does nobody learn of who uses it?"""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from busy_newsroom import served
from click.testing import CliRunner
from pages.browsing import RELEASES, Shown, an_engine, browse

from search.engines import open_engine
from search.settings import Settings, Statistics
from web.cli import ledger_of
from web.params import PARAMETERS
from web.statistics.ledger import Ledger, NoStatistics, ledger_file, weeks_in
from web.statistics.stats import stats
from web.statistics.tally import SLOW, Count, Tally, mark, searched, week_of

MONDAY = date(2026, 11, 23)
SECRET = b"s" * 16
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"}


class Newsroom:
    """A site that counts, on a day that is set by hand, and what it has counted."""

    def __init__(self, file: Path, weeks: int = 26) -> None:
        self.file, self.weeks, self.day = file, weeks, MONDAY
        self.start()

    def start(self, secret: bytes = SECRET) -> None:
        self.ledger = Ledger(self.file, self.weeks, secret, day=lambda: self.day)
        self.browser = browse(an_engine(*RELEASES).reader(), ledger=self.ledger)

    def ask(self, *addresses: str, days: int = 1, headers: dict[str, str] = READER) -> None:
        """Ask for each, on so many days from today on."""
        for _ in range(days):
            for address in addresses:
                assert self.browser.get(address, headers=headers).status_code < 400
            self.day += timedelta(1)
        self.day -= timedelta(1)

    def counted(self) -> dict[str, Count]:
        """Who asked for how much this week."""
        self.ledger.write()
        return {whose: numbers(count) for whose, count in self.week().totals.items()}

    def week(self):
        return next(weeks_in(self.file))

    def texts(self) -> dict[str | None, Count]:
        self.ledger.write()
        return {text: numbers(count) for text, count in self.week().texts}


def numbers(count: Count) -> tuple[int, int, int]:
    """Searches, those that found nothing, and openings."""
    return count.searches, count.without_results, count.openings


@pytest.fixture
def newsroom(tmp_path):
    return Newsroom(tmp_path / "statistics.sqlite")


def test_searches_are_counted_and_what_was_opened_from_them(newsroom):
    newsroom.ask("/de/search?q=irak", "/en/search?q=nowhere", "/en/search?country=IQ", "/api/v1/search?q=iraq")
    newsroom.ask("/de/release/100?q=irak", "/en/release/102?country=IQ")
    assert newsroom.counted() == {"people": (3, 1, 2), "programs": (1, 0, 0)}


@pytest.mark.parametrize(
    "address",
    [
        "/de/",  # nothing was asked for
        "/de/search",
        "/en/search?q=iraq&page=2",  # nor is it when the page is turned
        "/api/v1/search?q=iraq&since=2020-06-04T14:00:00Z&size=1",  # what is new in a saved search
        "/en/search?q=iraq&since=2020-06-04",  # and who looks at that
        f"/api/v1/search?q=iraq&sort=newest&group=none&after={PARAMETERS['after'].example}",  # nor who goes on
        "/search.atom?q=iraq",  # a feed asks every few minutes
        "/api/v1/suggest?q=ira",
        "/en/facet/country?q=iraq",
        "/en/release/100",  # opened from elsewhere
        "/health",
    ],
)
def test_nothing_else_is_counted(newsroom, address):
    newsroom.ask(address)
    newsroom.ledger.write()
    assert not newsroom.file.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1; +http://www.example.com/bot.html)"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": ""},
        {**READER, "Sec-Purpose": "prefetch"},
    ],
)
def test_what_no_person_asks_for_is_not_counted(newsroom, headers):
    newsroom.ask("/en/search?q=iraq", "/en/release/101?q=iraq", headers=headers)
    newsroom.ledger.write()
    assert not newsroom.file.exists()


def test_an_answer_that_the_browser_has_already_is_no_search_and_a_release_that_it_has_is_opened_again(newsroom):
    for address in ("/en/search?q=iraq", "/en/release/101?q=iraq"):
        tag = newsroom.browser.get(address, headers=READER).headers["ETag"]
        newsroom.browser.get(address, headers={**READER, "If-None-Match": tag})
    assert newsroom.counted() == {"people": (1, 0, 2)}


def test_a_text_is_kept_only_once_it_was_asked_for_five_times_on_three_days(newsroom):
    newsroom.ask("/en/search?q=iraq", "/en/search?q=Erika+Mustermann", days=2)
    newsroom.ask(*["/en/search?q=Erika+Mustermann"] * 9)
    newsroom.ask("/en/search?q=Sanctions", "/de/search?q=++SANCTIONS+", days=3)
    texts = newsroom.texts()
    assert (texts["sanctions"], texts.keys()) == ((6, 0, 0), {"sanctions", None})
    kept = newsroom.file.read_bytes().lower()
    assert b"sanctions" in kept
    assert b"mustermann" not in kept
    assert b"iraq" not in kept


def test_a_text_of_another_week_begins_at_nothing(newsroom):
    newsroom.ask(*["/en/search?q=iraq"] * 2, days=2)
    newsroom.day = MONDAY + timedelta(7)
    newsroom.ask(*["/en/search?q=iraq"] * 2, days=2)
    newsroom.ledger.write()
    assert [text for week in weeks_in(newsroom.file) for text, _ in week.texts] == [None, None]
    marks = {mark("iraq", week_of(MONDAY + timedelta(days)), SECRET) for days in (0, 1, 7)}
    assert len(marks) == 2


def test_a_text_that_the_server_was_started_anew_between_is_one(newsroom):
    for secret in (b"a" * 16, b"b" * 16):
        newsroom.day = MONDAY
        newsroom.start(secret)
        newsroom.ask(*["/en/search?q=iraq"] * 2, days=3)
        newsroom.ledger.write()
    assert newsroom.texts() == {"iraq": (12, 0, 0)}


def test_nothing_that_is_kept_tells_who_asked(newsroom):
    who = {
        **READER,
        "Cookie": "id=4711",
        "Referer": "https://paper.example/editors",
        "X-Forwarded-For": "198.51.100.23",
    }
    newsroom.browser.get("/en/search?q=iraq", headers=who, environ_overrides={"REMOTE_ADDR": "198.51.100.24"})
    newsroom.ledger.write()
    kept = newsroom.file.read_bytes()
    for told in (b"198.51", b"4711", b"paper.example", b"Firefox", b"Mozilla"):
        assert told not in kept
    with closing(sqlite3.connect(newsroom.file)) as database:
        columns = {
            column
            for table in ("totals", "texts")
            for (column,) in database.execute(f"SELECT name FROM pragma_table_info('{table}')")
        }
    assert columns == {"week", "whose", "mark", "text", "searches", "without_results", "slow", "openings", "days"}


def test_counts_are_kept_for_as_many_weeks_as_the_newsroom_says(tmp_path):
    newsroom = Newsroom(tmp_path / "statistics.sqlite", weeks=3)
    for week in range(6):
        newsroom.day = MONDAY + timedelta(7 * week)
        newsroom.ask("/en/search?q=iraq")
        newsroom.ledger.write()
    assert [week.week for week in weeks_in(newsroom.file)] == ["2026-W53", "2026-W52", "2026-W51"]


def test_what_several_workers_count_adds_up(newsroom):
    ledgers = [newsroom.ledger, Ledger(newsroom.file, 26, SECRET, day=lambda: newsroom.day)]
    for _ in range(3):
        for ledger in ledgers:
            ledger.add(searched(1, SLOW + 1, newsroom.day), "people", "iraq")
            ledger.write()
        newsroom.day += timedelta(1)
    assert newsroom.texts() == {"iraq": (6, 0, 0)}
    assert newsroom.week().totals["people"].slow == 6


def test_counts_are_written_some_seconds_apart(tmp_path):
    now = 0.0
    ledger = Ledger(tmp_path / "statistics.sqlite", 26, SECRET, clock=lambda: now)
    browser = browse(an_engine(*RELEASES).reader(), ledger=ledger)
    browser.get("/en/search?q=iraq", headers=READER)
    assert not list(tmp_path.iterdir())
    now = 11.0
    browser.get("/health")
    assert len(list(weeks_in(tmp_path / "statistics.sqlite"))) == 1


@pytest.mark.parametrize("obstacle", ["a folder", "no folder", "no database", "locked"])
def test_what_cannot_be_written_is_lost_and_fails_no_request(tmp_path, caplog, obstacle):
    file = tmp_path / "statistics.sqlite"
    if obstacle == "a folder":
        file.mkdir()
    elif obstacle == "no folder":
        file = tmp_path / "none" / "statistics.sqlite"
    elif obstacle == "no database":
        file.write_bytes(b"no database" * 1_000)
    newsroom = Newsroom(file)
    with closing(sqlite3.connect(file if obstacle == "locked" else ":memory:")) as other:
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(2):
            newsroom.ask("/en/search?q=iraq")
            newsroom.ledger.write()
    assert [record.name for record in caplog.records] == ["newsroom.statistics"]
    assert "iraq" not in caplog.text


def test_no_flood_of_texts_fills_memory(monkeypatch):
    monkeypatch.setattr("web.statistics.tally._MOST", 10)
    tally = Tally()
    for number in range(50):
        tally.add(searched(1, 1, MONDAY), MONDAY, "people", f"text {number}", SECRET)
    assert (len(tally.texts), tally.totals["2026-W48", "people"].searches) == (10, 50)


def test_no_flood_of_texts_fills_the_disk(newsroom, monkeypatch):
    monkeypatch.setattr("web.statistics.ledger._MOST_TEXTS", 3)
    newsroom.ask("/en/search?q=iraq")
    newsroom.ledger.write()
    newsroom.ask(*(f"/en/search?q=text{number}" for number in range(9)), "/en/search?q=iraq")
    newsroom.ledger.write()
    assert sorted(numbers(count)[0] for _, count in newsroom.week().texts) == [1, 1, 2]
    assert newsroom.counted()["people"][0] == 11


class Told:
    """The command over what was counted in a store's file."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("NEWSROOM_CONFIG", raising=False)
        self.store = f"whoosh:{tmp_path / 'store'}"
        self.newsroom = Newsroom(ledger_file(self.store, Settings()))

    def __call__(self, *arguments: str, status: int = 0):
        self.newsroom.ledger.write()
        done = CliRunner().invoke(stats, ["--store", self.store, *arguments])
        assert done.exit_code == status, done.output
        return done


@pytest.fixture
def told(tmp_path, monkeypatch):
    return Told(tmp_path, monkeypatch)


def test_staff_read_what_was_asked_for_and_where_it_led(told):
    told.newsroom.ask(
        *["/en/search?q=iraq", "/en/search?q=nowhere"] * 2, "/en/search?q=syria", "/en/release/101?q=iraq", days=3
    )
    told.newsroom.ask(*["/en/search?q=Syria"] * 2, "/api/v1/search?q=iraq")
    assert told().output == (
        "Week 2026-W48, from 2026-11-23\n"
        "      17 searches by people, 1 by programs\n"
        "       6 found nothing\n"
        "       5 found something that nobody opened\n"
        "       0 took longer than 500 ms\n"
        "       3 releases opened\n"
        "  Asked for most:\n"
        "       6  iraq\n"
        "       6  nowhere\n"
        "       5  syria\n"
        "  Found nothing:\n"
        "       6  nowhere\n"
        "  Nobody opened what was found:\n"
        "       5  syria\n"
        "       0 texts were asked for less than 5 times, or on less than 3 days, and are not kept\n"
    )


def test_programs_read_all_of_it(told):
    told.newsroom.ask(*["/en/search?q=iraq"] * 2, days=3)
    told.newsroom.ask("/en/search?q=nowhere")
    (week,) = json.loads(told("--json").output)["weeks"]
    counts = {"searches": 6, "without_results": 0, "slow": 0, "openings": 0}
    assert week == {
        "week": "2026-W48",
        "people": {"searches": 7, "without_results": 1, "slow": 0, "openings": 0},
        "unopened": 6,
        "texts": [{"text": "iraq", **counts, "unopened": 6}],
        "rare": {"texts": 1, "searches": 1, "without_results": 1, "slow": 0, "openings": 0},
    }


def test_one_week_can_be_asked_for(told):
    for week in range(3):
        told.newsroom.day = MONDAY + timedelta(7 * week)
        told.newsroom.ask("/en/search?q=iraq")
    assert told("--week", "2026-W49").output.startswith("Week 2026-W49, from 2026-11-30\n")
    assert "nothing was counted in 2026-W01" in told("--week", "2026-W01", status=2).output
    assert [line for line in told("--weeks", "2").output.splitlines() if line.startswith("Week")] == [
        "Week 2026-W50, from 2026-12-07",
        "Week 2026-W49, from 2026-11-30",
    ]


def test_where_nothing_was_counted_or_it_is_damaged_the_command_says_so(tmp_path):
    with pytest.raises(NoStatistics, match="nothing has been counted here yet"):
        list(weeks_in(tmp_path / "none"))
    (tmp_path / "damaged").write_bytes(b"no database" * 1_000)
    with pytest.raises(NoStatistics, match="remove the file to begin anew"):
        list(weeks_in(tmp_path / "damaged"))


def test_the_file_stands_beside_the_store_or_where_the_settings_say(tmp_path):
    assert ledger_file(f"whoosh:{tmp_path}/store", Settings()) == tmp_path / "store.statistics.sqlite"
    stated = Settings(statistics=Statistics(file=tmp_path / "counts"))
    assert ledger_file("whoosh:store", stated) == tmp_path / "counts"


def test_a_server_counts_to_its_last_request(tmp_path):
    store = f"whoosh:{tmp_path / 'store'}"
    with open_engine(store).writer() as writer:
        writer.put(RELEASES[0])
        writer.commit()
    with served(store, workers=1) as server:
        urlopen(f"http://127.0.0.1:{server.port}/api/v1/search?q=iraq").read()
    (week,) = weeks_in(ledger_file(store, Settings()))
    assert week.totals["programs"].searches == 1


def test_a_newsroom_may_do_without_counts(told):
    assert ledger_of(told.store, Settings(statistics=Statistics(enabled=False)), SECRET) is None
    told.newsroom.ask("/en/search?q=iraq")
    Path("newsroom.toml").write_text("statistics.enabled = false")
    assert told().stderr == "Nothing is counted at present: statistics.enabled is false.\n"


@pytest.mark.parametrize(
    ("enabled", "said"),
    [(True, "Wir zählen, wie oft gesucht wird"), (False, "Nichts: weder, wonach Sie suchen, noch, was Sie lesen.")],
)
def test_readers_are_told_what_is_counted(enabled, said):
    site = browse(an_engine(*RELEASES).reader(), settings=Settings(statistics=Statistics(enabled=enabled)))
    assert any(text.startswith(said) for text in Shown(site.get("/de/help").text).texts("//p"))
