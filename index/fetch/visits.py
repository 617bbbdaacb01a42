"""How are pages asked for? One after the other, each once in a run, and kept before it is noted that they are."""

from dataclasses import replace

from index.fetch.answer import Answer
from index.fetch.client import MOST_HOPS, REDIRECTS, location
from index.fetch.errors import NotGot
from index.fetch.fates import Fate, conditions, fate_of, moved, not_got
from index.fetch.pages import Page, State
from index.fetch.run import Reached, Run

_BATCH = 200  # addresses that are looked up at once


class Visits:
    """Asks for all pages that are due in one run."""

    def __init__(self, run: Run, limit: int | None) -> None:
        """`limit`: pages that are asked for at most."""
        self._run = run
        self._limit = limit
        self._done = 0

    def go_round(self) -> bool:
        """Ask for what is new or has a sign of change, then again for some of what has none; whether all were asked."""
        return self._ask_for(is_sought=True, most=None) and self._ask_for(
            is_sought=False, most=self._run.plan.newsroom.rechecks
        )

    def left(self) -> int:
        """How many pages with a sign of change this run has not asked for."""
        return self._run.holdings.count_due(self._run.number, self._run.clock(), is_sought=True)

    def _ask_for(self, *, is_sought: bool, most: int | None) -> bool:
        run = self._run
        until = run.clock()
        left = run.holdings.count_due(run.number, until, is_sought=is_sought)
        left = left if most is None else min(left, most)
        while left > 0:
            addresses = run.holdings.due(run.number, until, min(_BATCH, left), is_sought=is_sought)
            if not addresses:
                return True
            for address in addresses:
                if self._done == self._limit:
                    return False
                run.pause.go_on()
                run.tell(Reached(run.progress.listings, self._done, left))
                left -= 1
                self._visit(address)
        run.tell(Reached(run.progress.listings, self._done, 0))
        return True

    def _visit(self, address: str) -> None:
        page = self._run.holdings.page(address)
        if page is None or page.visited == self._run.number:  # it was what another one was redirected to
            return
        self._done += 1
        chain = [page]
        try:
            answer = self._followed(chain)
            self._note(chain, answer)
        except NotGot as error:
            self._fail(chain, error)
            self._run.bear(error)
        else:
            self._run.bear(None)

    def _followed(self, chain: list[Page]) -> tuple[Answer | None, list[int]]:
        """The answer behind redirects, None where this run has it already, and the statuses that led there.

        Args:
            chain: the page; each one that it is redirected to is added.
        """
        statuses: list[int] = []
        answer = self._run.client.get(chain[0].address, conditions(chain[0]))
        while answer.status in REDIRECTS:
            statuses.append(answer.status)
            target = self._target(answer, chain)
            known = self._run.holdings.page(target)
            chain.append(known or Page(address=target))
            if known and known.visited == self._run.number:
                if known.state is not State.PRESENT or known.reason:
                    raise NotGot(f"it is redirected to {target}, which was not got", _OPEN)
                return None, statuses
            answer = self._run.client.get(target, conditions(known))
        return answer, statuses

    def _target(self, answer: Answer, chain: list[Page]) -> str:
        target = location(answer)
        if target in {page.address for page in chain}:
            raise NotGot("it is redirected in a circle", _OPEN)
        if len(chain) > MOST_HOPS:
            raise NotGot(f"it is redirected more than {MOST_HOPS} times", _OPEN)
        self._run.client.permitted(target)
        if not self._run.plan.is_release(target):
            raise NotGot(f"it is redirected to {target}, which is no release", "if it is one, add its pattern to pages")
        return target

    def _note(self, chain: list[Page], followed: tuple[Answer | None, list[int]]) -> None:
        """Keep what an answer makes of a page, and of those that lead there."""
        run = self._run
        answer, statuses = followed
        moment, soonest = run.clock(), run.plan.newsroom.recheck_after
        rows: list[tuple[Page, Fate]] = []
        if answer is not None:
            last, fate = fate_of(chain[-1], answer, moment, run.number, soonest)
            if last.state is not State.PRESENT:
                known = [page for page in chain if run.holdings.page(page.address)]
                self._put([fate_of(page, answer, moment, run.number, soonest) for page in known])
                return
            rows.append((self._kept(last, chain[-1], answer, moment), fate))
        target = chain[-1].address
        for page, status in zip(chain, statuses, strict=False):
            rows.append(moved(page, target, status, moment, run.number, soonest))
        self._put(rows)

    def _kept(self, page: Page, before: Page, answer: Answer, moment: float) -> Page:
        """The page with where its content is, which is on disk by now."""
        if page.digest == before.digest and before.file is not None:
            return page
        record = self._run.archive.keep(answer, moment)
        return replace(page, file=record.file, offset=record.offset, length=record.length)

    def _put(self, rows: list[tuple[Page, Fate]]) -> None:
        run = self._run
        with run.holdings.change():
            for page, _ in rows:
                run.holdings.put(page)
                if page.file is not None and page.offset is not None and page.length is not None:
                    run.holdings.grow_archive(page.file, page.offset + page.length)
            run.holdings.touch_run(run.number, run.clock())
        for page, fate in rows:
            run.progress.fates[fate] += 1
            if fate is Fate.FAILED:
                run.miss(page.address, NotGot(page.reason or "", page.do or ""))

    def _fail(self, chain: list[Page], error: NotGot) -> None:
        """Note that a page was not got; what was known of it stays."""
        run = self._run
        with run.holdings.change():
            run.holdings.put(not_got(chain[0], error, run.clock(), run.number))
            run.holdings.touch_run(run.number, run.clock())
        run.progress.fates[Fate.FAILED] += 1
        run.miss(chain[0].address, error)


_OPEN = "open the address in a browser; ask those who run the newsroom"
