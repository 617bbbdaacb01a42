"""What is the `newsroom` command? One group; its subcommands are found by entry point: no package imports a sibling."""

import errno
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from search import configuration
from search.engine import Statistics
from search.engines import open_engine
from search.errors import InvalidQuery, SearchError
from search.languages import LANGUAGES
from search.settings import DEFAULT_STORE, InForce, Settings, in_force
from search.terminal import Command, completion_option

COMMANDS = "newsroom.commands"  # the entry-point group
SETTINGS_FILE = Path("newsroom.toml")

store_option = click.option(
    "--store",
    envvar="NEWSROOM_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The index, as whoosh:DIRECTORY.",
)


def settings_in_force() -> Settings:
    """The settings of this process; see `set_up`."""
    return set_up().settings


def set_up() -> InForce:
    """The settings of NEWSROOM_CONFIG, else of newsroom.toml in the working directory, and of the environment.

    Raises:
        InvalidSettings: naming everything that cannot be used.
    """
    stated = os.environ.get("NEWSROOM_CONFIG")
    there = Path(stated) if stated else SETTINGS_FILE if SETTINGS_FILE.exists() else None
    return in_force(there, os.environ)


def command_named(name: str) -> click.Command:
    """The subcommand that a package registered under this name.

    Raises:
        click.UsageError: no installed package brings it.
    """
    for entry in entry_points(group=COMMANDS, name=name):
        command: click.Command = entry.load()
        return command
    raise click.UsageError(f"No such command '{name}'.")


_EPILOG = """`newsroom COMMAND --help` has examples of each command, and what its exit status means.

Every command reads newsroom.toml in the working directory, or the file that NEWSROOM_CONFIG names, and looks for its
index where NEWSROOM_STORE says. NO_COLOR keeps its output plain; where that is no terminal, it always is."""


class Commands(click.Group):
    """Loads a subcommand's package when it is named, so that `newsroom status` need not load the site."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all registered subcommands."""
        return sorted(entry.name for entry in entry_points(group=COMMANDS))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names alone: what a command does is known to its package, and loading all of them takes a second."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name) for name in self.list_commands(ctx) if name.startswith(incomplete)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of this name, None if there is none."""
        return command_named(cmd_name) if cmd_name in self.list_commands(ctx) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; an error of ours becomes one line and exit status 1, wrong usage 2."""
        try:
            return super().invoke(ctx)
        except InvalidQuery as error:
            faults = "\n".join(f"  {problem.parameter}: {problem.detail}" for problem in error.problems)
            raise click.UsageError(f"this cannot be searched for:\n{faults}") from error
        except SearchError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise click.ClickException("there is no room for what is to be written") from error


@completion_option
@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EPILOG)
@click.version_option(package_name="newsroom-search")
@click.pass_context
def main(context: click.Context) -> None:
    """Index a newsroom's releases, search them, and serve them on the web."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    # Redirected to a file, output would else take the locale's encoding, which can lack what a title holds.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


@click.command(
    cls=Command,
    examples=(
        ("status", "How many releases there are, in which languages, from when, and what the last run did."),
        ("status --json", "The same for a program."),
    ),
    environment={},
)
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(store: str, as_json: bool) -> None:
    """Tell what the index holds."""
    statistics = open_engine(store).reader().statistics()
    if as_json:
        click.echo(json.dumps({"store": store, **asdict(statistics)}, default=str, indent=2))
    else:
        rows = {"store": store, **_rows(statistics)}
        width = max(map(len, rows))
        for name, value in rows.items():
            click.echo(f"{name:<{width}}  {value}")


@click.command(
    cls=Command,
    examples=(
        ("check", "Read every byte of the index, and name what is damaged."),
        ("check --quiet || mail -s 'The index is damaged' web@newsroom.example", "The same by the clock."),
    ),
    statuses={0: "sound", 1: "damaged, or there is no index; the message says what mends it", 2: "wrong usage"},
    environment={},
)
@store_option
@click.option("--quiet", is_flag=True, help="Tell nothing but damage and errors.")
def check(store: str, quiet: bool) -> None:
    """Verify that every byte of the index is as it was written."""
    engine = open_engine(store)
    found = engine.check()
    for finding in found:
        click.echo(f"Damaged: {finding}")
    if found:
        raise click.ClickException(f"write the index anew with: newsroom index SOURCE... --rebuild --store {store}")
    if not quiet:
        click.echo(f"{store} is sound: {engine.reader().statistics().releases:,} releases")


@click.command(
    cls=Command,
    examples=(
        ("config", "Which settings are in force, and where each comes from."),
        ("config --reference > newsroom.toml", "Begin a configuration, with every setting described."),
    ),
)
@click.option("--reference", is_flag=True, help="Print a newsroom.toml in which every setting is described.")
def config(reference: bool) -> None:
    """Print the settings in force, and where each comes from."""
    if reference:
        click.echo(configuration.reference(), nl=False)
    else:
        for line in configuration.told(set_up()):
            click.echo(line)


def _rows(statistics: Statistics) -> Mapping[str, str]:
    languages = (f"{LANGUAGES[code].endonym} {count:,}" for code, count in statistics.languages.items())
    dates = f"{statistics.first} to {statistics.last}" if statistics.first else "none"
    run = statistics.last_run
    return {
        "releases": f"{statistics.releases:,}",
        "languages": ", ".join(languages) or "none",
        "dates": f"{dates}; {statistics.undated:,} undated",
        "embargo": f"{statistics.embargoed:,} not yet visible",
        "withdrawn": f"{statistics.withdrawn:,} since the index was made",
        "size": f"{statistics.size / 1_000_000:,.1f} MB",
        "format": statistics.format,
        **({"encoded": f"{statistics.encoded:,} by what they mean"} if statistics.encoded else {}),
        "generation": statistics.generation,
        "last run": (
            f"{run.finished:%Y-%m-%d %H:%M} UTC; {run.added:,} added, {run.changed:,} changed, "
            f"{run.unchanged:,} unchanged, {run.withdrawn:,} withdrawn, {run.rejected:,} rejected"
            if run
            else "unknown"
        ),
    }
