"""How are a newsroom's listings gone through? Part by part, as far as they bring anything new, into known pages."""

from collections.abc import Mapping
from dataclasses import replace

from index.fetch import discovery
from index.fetch.addresses import Origin
from index.fetch.answer import Answer
from index.fetch.client import MOST_HOPS, REDIRECTS, location
from index.fetch.discovery.listing import Entry, Listing, Source, Unlisted
from index.fetch.errors import FetchFailed, NotGot
from index.fetch.fates import LATEST
from index.fetch.pages import Page, Series
from index.fetch.run import Reached, Run

_MOST_STRAYS = 100  # of one listing that are told of
_OUTSIDE = "it is listed, and its host is none of the newsroom's"


class Lists:
    """Goes through all listings in one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._told: set[str] = set()

    def go_through(self) -> None:
        """Read every listing that this run has not read yet, and what they lead to.

        Raises:
            FetchFailed: not one could be read.
        """
        run, holdings = self._run, self._run.holdings
        with holdings.change():
            for first in run.plan.series:
                self._want(first)
        done = holdings.count_series_done(run.number)
        while series := holdings.next_series(run.number):
            if done >= run.plan.newsroom.most_listings:
                self._tell(series.address, f"more than {done:,} listings", "set most_listings higher")
                break
            run.pause.go_on()
            self._deal_with(series)
            done += 1
            run.progress.listings += 1
            run.tell(Reached(run.progress.listings, 0, 0))
        with holdings.change():
            holdings.seek_dropped(run.number, run.clock())
        firsts = [holdings.series(series.address) for series in run.plan.series]
        reasons = [series.reason for series in firsts if series]
        if all(reasons):
            raise FetchFailed(f"none of the newsroom's listings could be read: {'; '.join(filter(None, reasons))}")

    def _deal_with(self, series: Series) -> None:
        try:
            conditions = self._conditions(series)
            answer = self._asked(series.address, conditions)
            listing = None if conditions and answer.status == 304 else self._read(answer)
        except NotGot as error:
            self._run.miss(series.address, error)
            self._close(replace(series, reason=error.reason))
            self._run.bear(error)
            return
        self._run.bear(None)
        self._take(series, answer, listing)

    def _conditions(self, series: Series) -> dict[str, str]:
        """The headers by which the newsroom can say that a listing has not changed; none while it must be read."""
        if not self._is_walked(series):
            return {}
        stated = {"If-None-Match": series.etag, "If-Modified-Since": series.last_modified}
        return {name: value for name, value in stated.items() if value}

    def _asked(self, address: str, conditions: Mapping[str, str]) -> Answer:
        """The answer for a listing, behind redirects."""
        for _ in range(MOST_HOPS + 1):
            answer = self._run.client.get(address, conditions)
            if answer.status not in REDIRECTS:
                return answer
            address = location(answer)
        raise NotGot(f"it is redirected more than {MOST_HOPS} times", "ask those who run the newsroom")

    def _read(self, answer: Answer) -> Listing:
        if answer.status not in (200, 203):
            reason = f"the newsroom answered with {answer.status} {answer.reason}".rstrip()
            raise NotGot(reason, "check the address in newsroom.toml")
        try:
            return discovery.read(answer.content, answer.address, self._run.plan.newsroom.most_bytes)
        except Unlisted as error:
            raise NotGot(str(error), "check the address in newsroom.toml") from error

    def _take(self, series: Series, answer: Answer, listing: Listing | None) -> None:
        """Keep what a listing names, and want what it leads to, all at once."""
        run = self._run
        is_walked, going_on = self._is_walked(series), False
        read = replace(series, reason=None, read=run.clock(), read_stamp=series.stamp)
        with run.holdings.change():
            if listing:
                unknown, unseen = self._keep(series, listing)
                going_on = bool(unknown if is_walked else unseen)
                is_whole = not listing.is_cut and not (is_walked and listing.following)
                has_children = bool(listing.listings)
                read = replace(
                    read,
                    etag=None if has_children else answer.header("etag"),
                    last_modified=None if has_children else answer.header("last-modified"),
                    whole=run.number if is_whole else series.whole,
                )
                for further in listing.listings:
                    self._want_nested(series, further)
                if going_on:
                    self._lead_on(series, listing)
            if is_walked and not going_on:
                run.holdings.pass_over_parts(series.start, run.number)
            self._finish(read)
        if listing:
            self._tell_strays(series, listing)

    def _lead_on(self, series: Series, listing: Listing) -> None:
        has_entries = bool(listing.entries)
        for address in self._run.plan.following(series, listing.following, has_entries=has_entries):
            if Origin.of(address) in self._run.plan.origins:
                self._want(Series(address=address, start=series.start, part=series.part + 1, nesting=series.nesting))

    def _want_nested(self, series: Series, further: Entry) -> None:
        """Want a sitemap that another names, unless that says that it has not changed."""
        if Origin.of(further.address) not in self._run.plan.origins:
            self._tell(further.address, _OUTSIDE, "if it belongs to the newsroom, add its host to hosts")
            return
        if series.nesting >= self._run.plan.newsroom.depth:
            self._tell(further.address, f"more than {series.nesting} sitemaps lead to it", "set depth higher")
            return
        known = self._run.holdings.series(further.address)
        is_same = known is not None and further.stamp is not None and known.read_stamp == further.stamp
        if known is None or not is_same or not self._is_walked(known):
            nested = Series(address=further.address, start=further.address, nesting=series.nesting + 1)
            self._want(replace(nested, stamp=further.stamp))

    def _want(self, series: Series) -> None:
        """Want a listing in this run, once."""
        known = self._run.holdings.series(series.address)
        if known and self._run.number in (known.wanted, known.done):
            return
        wanted = replace(
            known or series, start=series.start, part=series.part, nesting=series.nesting, stamp=series.stamp
        )
        self._run.holdings.put_series(replace(wanted, wanted=self._run.number))

    def _is_walked(self, series: Series) -> bool:
        """Whether a listing was followed to its end not too long ago, so that only its beginning can be new."""
        first = series if not series.part else self._run.holdings.first_part(series.start)
        return first is not None and self._run.clock() - first.walked < LATEST

    def _close(self, series: Series) -> None:
        with self._run.holdings.change():
            self._finish(series)

    def _finish(self, series: Series) -> None:
        """Note that a part is dealt with, and the listing with its last part."""
        run, holdings = self._run, self._run.holdings
        holdings.put_series(replace(series, done=run.number))
        holdings.touch_run(run.number, run.clock())
        if not holdings.count_parts_wanted(series.start, run.number):
            is_whole = not holdings.count_failed_parts(series.start, run.number)
            first = holdings.first_part(series.start)
            if first and is_whole and not self._is_walked(first):
                holdings.put_series(replace(first, walked=run.clock()))

    # What it names

    def _keep(self, series: Series, listing: Listing) -> tuple[int, int]:
        """Keep the releases that a listing names; how many were unknown, and how many this run had not seen."""
        run = self._run
        unknown = unseen = 0
        room = run.plan.newsroom.most_pages - run.holdings.count_pages()
        for entry in listing.entries:
            if Origin.of(entry.address) not in run.plan.origins:
                continue
            if not run.plan.names_release(series, listing.source, entry.address):
                continue
            page = run.holdings.page(entry.address)
            if page is None and unknown >= room:
                self._tell(series.address, "it names more releases than are taken", "set most_pages higher")
                break
            unknown += page is None
            unseen += page is None or page.listed < run.number
            run.holdings.put(self._listed(page, entry, series))
        return unknown, unseen

    def _listed(self, page: Page | None, entry: Entry, series: Series) -> Page:
        """What is known of a page when a listing has named it."""
        moment = self._run.clock()
        if page is None:
            return Page(
                address=entry.address,
                due=moment,
                listed=self._run.number,
                listed_in=series.address,
                stamp=entry.stamp,
            )
        if page.listed == self._run.number:  # by another listing, whose stamps are not this one's
            return page
        known = replace(page, listed=self._run.number, listed_in=series.address, stamp=entry.stamp)
        if page.listed_in is None and page.checked is not None:  # it was gone from the lists, and is back
            return replace(known, is_sought=True, due=min(known.due, moment))
        if entry.stamp is None or page.checked is None or page.listed_in != series.address:
            return known
        if entry.stamp != page.stamp:
            return replace(known, is_sought=True, due=min(known.due, moment))
        # The newsroom says that it has not changed; believed for some time.
        return known if page.is_sought else replace(known, due=max(known.due, page.checked + LATEST))

    def _tell_strays(self, series: Series, listing: Listing) -> None:
        """Tell of what is listed as a release and is not asked for; on a page, links may lead anywhere."""
        if listing.is_cut:
            self._tell(series.address, "it names more addresses than one listing may", "part it")
        if listing.source is Source.LINKS:
            return
        outside = [entry.address for entry in listing.entries if Origin.of(entry.address) not in self._run.plan.origins]
        for address in [*outside, *listing.strays][:_MOST_STRAYS]:
            self._tell(address, _OUTSIDE, "if it belongs to the newsroom, add its host to hosts")
        if (more := len(outside) + len(listing.strays) - _MOST_STRAYS) > 0:
            self._tell(series.address, f"it names {more:,} more of other hosts", "have the listing checked")

    def _tell(self, address: str, reason: str, do: str) -> None:
        """Tell of an address that is not asked for, once a run."""
        if address not in self._told:
            self._told.add(address)
            self._run.miss(address, NotGot(reason, do))
