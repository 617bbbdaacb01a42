"""What does one call of `newsroom index` do? It reads sources, brings them into a store, and tells what came of it."""

import os
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from index import sources as origin
from index.document import Source
from index.encoding import encode
from index.fates import Change, Fate, Noted, Summary
from index.knowledge import load_knowledge
from index.log import Log
from index.outcome import Place, Rejected
from index.progress import counting, shown
from index.relating import Related
from index.report import Report, rejects
from index.run import Options
from index.run import index as bring
from index.workers import released
from search.cli import settings_in_force
from search.engines import open_engine, utc_now
from search.errors import SearchError
from search.vectors import Encoder, encoder_in

_FIRST_REJECTS = 5  # told on stderr; the report holds all


class NothingFound(SearchError):
    """The sources hold not a single release; the index stays as it was."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked for; see `newsroom index --help`."""

    sources: Sequence[Path]
    store: str
    log: Log
    rebuild: bool = False
    prune: bool = False
    force: bool = False
    dry_run: bool = False
    retry: bool = False
    report: Path | None = None
    workers: int = 0

    def check(self) -> None:
        """Refuse what cannot be meant together.

        Raises:
            click.UsageError: it was.
        """
        if self.retry and (self.rebuild or self.prune):
            raise click.UsageError("--retry reads a few documents, so that it goes with neither --rebuild nor --prune")

    @property
    def written_by_us(self) -> list[Path]:
        """Where this program writes: `newsroom index .` must read neither its own store nor its report."""
        places = (self.store.partition(":")[2], self.report)
        return [Path(place).resolve() for place in places if place]

    def run(self) -> Summary:
        """One run, from the first document to the last line.

        Raises:
            SearchError: it failed, and the index is as it was.
        """
        started = time.monotonic()
        encoder = encoder_in(settings_in_force(), threads=len(os.sched_getaffinity(0)))
        documents, size = self._documents()
        with ExitStack() as held:
            notes = Notes(held.enter_context(Report.to(self.report)), self.log, is_dry=self.dry_run)
            knowledge = load_knowledge(settings_in_force(), utc_now)
            reading = held.enter_context(shown(documents, size, self.log))
            outcomes = held.enter_context(released(reading, knowledge, self.workers))
            summary = bring(outcomes, open_engine(self.store), self._options(), notes.note)
        notes.tell_rest(summary.rejected, self.report)
        if summary.is_empty and (summary.rejected or not self.retry):
            raise NothingFound(
                "there is no release in these sources, so the index is as it was; "
                f"looked for files of these kinds: {origin.what_is_looked_for()}"
            )
        self._tell(summary, time.monotonic() - started)
        if encoder and not self.dry_run:
            self._encode(encoder)
        return summary

    def _encode(self, encoder: Encoder) -> None:
        """Behind the commit: what was brought can be searched while this takes its time."""
        with counting("Encoding", self.log) as told:
            encoded = encode(open_engine(self.store), encoder, told)
        if encoded:
            self.log.tell("encoded", f"{encoded:,} releases encoded by what they mean", releases=encoded)

    def _documents(self) -> tuple[Iterable[Source], int]:
        """What is read, and how many bytes that is."""
        if self.retry:
            places = [place for report in self.sources for place in rejects(report)]
            return origin.documents_at(places), origin.sizes({Path(place.source) for place in places})
        besides = self.written_by_us
        return origin.documents(self.sources, besides), origin.sizes(self.sources, besides)

    def _options(self) -> Options:
        return Options(
            utc_now,
            sources=[] if self.retry else [Place(str(source)).path for source in self.sources],
            rebuild=self.rebuild,
            prune=self.prune,
            force=self.force,
            dry=self.dry_run,
            workers=self.workers,
            settings=settings_in_force(),
        )

    def _tell(self, summary: Summary, seconds: float) -> None:
        counts = {fate.value: summary.fates[fate] for fate in Fate}
        counts |= {"rejected": summary.rejected, "warnings": summary.warnings}
        line = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        sentence = f"Nothing was changed; a run would end with: {line}" if self.dry_run else line
        if summary.related and (summary.related.new or summary.related.parted):
            self._tell_related(summary.related)
        self.log.result("finished", sentence, dry_run=self.dry_run, seconds=round(seconds, 1), **counts)

    def _tell_related(self, related: Related) -> None:
        pairs = related.pairing.pairs
        doubtful = sum(pair.is_doubtful for pair in pairs)
        counts = {"pairs": len(pairs), "new": related.new, "parted": related.parted, "in_doubt": doubtful}
        told = [f"{counts[name]:,} {name.replace('_', ' ')}" for name in ("new", "parted", "in_doubt") if counts[name]]
        what = "pair of language versions" if len(pairs) == 1 else "pairs of language versions"
        sentence = f"{len(pairs):,} {what}" + (f" ({', '.join(told)})" if told else "")
        self.log.tell("related", sentence, **counts)


class Notes:
    """Tells the first rejects, in a dry run every one and every change, and the report everything that is wrong."""

    def __init__(self, report: Report, log: Log, *, is_dry: bool) -> None:
        self._report = report
        self._log = log
        self._is_dry = is_dry
        self._told = 0

    def note(self, noted: Rejected | Noted | Change) -> None:
        """Take one note."""
        if isinstance(noted, Change):
            if self._is_dry:
                self._log.result(noted.fate.value, str(noted), id=noted.id, title=noted.title)
            return
        self._report.write(noted)
        if isinstance(noted, Rejected) and (self._is_dry or self._told < _FIRST_REJECTS):
            self._told += 1
            place = noted.place
            self._log.warn("rejected", str(noted), source=place.source, line=place.line, entry=place.entry)

    def tell_rest(self, rejected: int, report: Path | None) -> None:
        """Say where the rejects stand that were not told."""
        if rejected:
            where = f"all of them are in {report}" if report else "--report FILE writes all of them with what to do"
            self._log.warn("some_rejected", f"{rejected:,} rejected; {where}", rejected=rejected)
