"""How does somebody at a terminal index releases, or try the search on a sample? `newsroom index`, `newsroom demo`."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from index.format_table import formats_option
from index.log import TEXT, Log, log_option
from index.task import Task
from index.watching import follow
from index.workers import useful
from search.cli import command_named, store_option
from search.engines import utc_now
from search.terminal import Command

SAMPLE = Path(__file__).parent / "sample" / "releases.jsonl"
WITH_REJECTED = 3  # exit status
_SAMPLE_NAME = {"de": "Newsroom – Beispieltexte", "en": "Newsroom – sample texts"}


@click.command(
    cls=Command,
    short_help="Bring the index up to date with files and directories.",
    examples=(
        ("index releases/ more.jsonl.gz", "Bring the index up to date with two sources."),
        ("index releases/ --dry-run", "Tell what that would do, and change nothing."),
        ("index releases/ --prune --report report.jsonl", "Also withdraw what is gone, and list what was rejected."),
        ("index report.jsonl --retry", "Read what was rejected once more."),
        ("index releases/ --rebuild", "Write a whole new index, and switch to it at the end."),
    ),
    statuses={0: "done", 1: "failed, and the index is as it was", 2: "wrong usage", 3: "done, some documents rejected"},
    see="formats.md and docs/operations.md",
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE...")
@store_option
@click.option("--rebuild", is_flag=True, help="Write a whole new index, and replace the old one at the end.")
@click.option("--prune", is_flag=True, help="Withdraw what was read in these sources before and is there no longer.")
@click.option("--force", is_flag=True, help="Withdraw also where that is more than half of what a source held.")
@click.option("--dry-run", is_flag=True, help="Change nothing; tell what would be done, release by release.")
@click.option("--retry", is_flag=True, help="Read only what was rejected; SOURCE is the report that lists it.")
@click.option("--watch", is_flag=True, help="Stay, and index again whenever something in the sources changes.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what was rejected as JSON Lines."
)
@click.option(
    "--workers",
    type=click.IntRange(0, 64),
    default=useful,
    show_default="as many as help here, at most 2",
    help="Processes that read documents for the one that writes; 0 lets that one do it all.",
)
@log_option
@click.option("--quiet", is_flag=True, help="Tell nothing but errors.")
@formats_option
def index(sources: tuple[Path, ...], store: str, log_form: str, quiet: bool, watch: bool, **chosen: Any) -> None:
    """Add what is new in files and directories, replace what has changed, and leave the rest."""
    log = Log(log_form, utc_now, quiet)
    task = Task(sources, store, log=log, **chosen)
    task.check()
    if watch:
        follow(sources, task.written_by_us, task.run, log)
        return
    with log.telling_failures():
        summary = task.run()
    if summary.rejected:
        sys.exit(WITH_REJECTED)


@click.command(
    cls=Command,
    short_help="Serve the sample releases.",
    examples=(("demo --port 8080", "The sample at http://127.0.0.1:8080/, until interrupted."),),
    environment={},
)
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="Where to serve.")
def demo(port: int) -> None:
    """Index the sample releases into a temporary store and serve them."""
    with _temporary_newsroom() as store:
        Task((SAMPLE,), store, Log(TEXT, utc_now, quiet=True)).run()
        serve = command_named("serve")
        serve.main(["--store", store, "--port", str(port)], prog_name="newsroom serve", standalone_mode=False)


@contextmanager
def _temporary_newsroom() -> Iterator[str]:
    """The address of a store that is gone afterwards, with settings in force that call the site a sample."""
    before = os.environ.get("NEWSROOM_CONFIG")
    directory = Path(tempfile.mkdtemp(prefix="newsroom-demo-"))
    try:
        names = "".join(f'{code} = "{name}"\n' for code, name in _SAMPLE_NAME.items())
        (directory / "newsroom.toml").write_text("server.log_requests = false\n[site.name]\n" + names, encoding="utf-8")
        os.environ["NEWSROOM_CONFIG"] = str(directory / "newsroom.toml")
        yield f"whoosh:{directory / 'store'}"
    finally:
        shutil.rmtree(directory, ignore_errors=True)
        if before is None:
            os.environ.pop("NEWSROOM_CONFIG", None)
        else:
            os.environ["NEWSROOM_CONFIG"] = before
