"""What does somebody at a terminal, or a monitor, get to read? Sentences, or the same as JSON Lines."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import click

from search.errors import SearchError

TEXT, JSON = FORMS = ("text", "json")

log_option = click.option(
    "--log",
    "log_form",
    type=click.Choice(FORMS),
    default=TEXT,
    envvar="NEWSROOM_LOG",
    show_default=True,
    show_envvar=True,
    help="Tell what happens in sentences, or as one JSON object a line.",
)


@dataclass(frozen=True, slots=True)
class Log:
    """Tells what happens.

    Attributes:
        form: TEXT or JSON.
        clock: tells the moment of each line (aware).
        quiet: tells nothing but what is wrong.
    """

    form: str
    clock: Callable[[], datetime]
    quiet: bool = False

    @property
    def has_bar(self) -> bool:
        """Whether progress can be drawn, instead of told every minute."""
        return self.form == TEXT and sys.stderr.isatty()

    def tell(self, event: str, sentence: str, **fields: object) -> None:
        """Tell of something ordinary on stderr."""
        if not self.quiet:
            self._write(event, "info", sentence, fields, err=True)

    def warn(self, event: str, sentence: str, **fields: object) -> None:
        """Tell of something wrong on stderr, quiet or not."""
        self._write(event, "warning", sentence, fields, err=True)

    def result(self, event: str, sentence: str, **fields: object) -> None:
        """Tell what came of it on stdout."""
        if not self.quiet:
            self._write(event, "info", sentence, fields, err=False)

    @contextmanager
    def telling_failures(self) -> Iterator[None]:
        """A run that fails in the block ends with exit status 1, and with a line in this log's form."""
        try:
            yield
        except SearchError as error:
            if self.form == TEXT:
                raise  # it becomes a line where all commands' errors do
            self.warn("failed", str(error))
            sys.exit(1)

    def _write(self, event: str, level: str, sentence: str, fields: dict[str, object], *, err: bool) -> None:
        if self.form == TEXT:
            click.echo(sentence, err=err)
            return
        moment = self.clock().isoformat(timespec="seconds")
        row = {"time": moment, "level": level, "event": event, "message": sentence, **fields}
        click.echo(json.dumps(row, ensure_ascii=False), err=err)
