"""Whom do releases name whom the registry of ministers lacks? A list for staff, to be pasted into the registry."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from index.entities.ministers import Candidate, Spotter
from index.entities.roles import office_titled
from index.knowledge import load_knowledge
from index.pipeline import accepted
from search.cli import settings_in_force, store_option
from search.engines import open_engine, utc_now
from search.languages import LANGUAGES
from search.ministers import Registry, load_registry
from search.release import Release
from search.terminal import Command

_UNKNOWN = date(1900, 1, 1)  # the first day of an office of which no release tells a day


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person in all releases.

    Attributes:
        candidate: as the earliest release calls the person.
        releases: in how many.
        first, last: the days of the earliest and the latest, None where none has a date.
    """

    candidate: Candidate
    releases: int
    first: date | None
    last: date | None


@click.command(
    cls=Command,
    examples=(
        ("ministers", "Whom the registry holds, with their offices."),
        ("ministers --candidates >> ministers.toml", "Whom releases of the index name and the registry lacks."),
        ("ministers --candidates releases/", "The same of files."),
    ),
)
@click.argument("sources", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[SOURCE]...")
@store_option
@click.option("--candidates", is_flag=True, help="People whom releases name and the registry lacks, as TOML.")
def ministers(sources: tuple[Path, ...], store: str, candidates: bool) -> None:
    """Tell whom the registry of ministers holds, or whom it lacks.

    Candidates are looked for in files and directories, or else in the index, those under embargo included. The most
    frequent come first, as tables to be completed and pasted into the registry.
    """
    settings = settings_in_force()
    if not candidates:
        for line in _held(load_registry(settings.ministers)):
            click.echo(line)
        return
    knowledge = load_knowledge(settings, utc_now)
    found = accepted(sources, knowledge, partial(click.echo, err=True)) if sources else _of_store(store)
    for sighting in sightings(found, knowledge.spotter):
        click.echo(table_of(sighting))


def sightings(found: Iterable[Release], spotter: Spotter) -> list[Sighting]:
    """Everybody whom these releases name and the registry lacks, the most frequent first, then by identifier."""
    seen: dict[str, Sighting] = {}
    for release in found:
        for candidate in spotter.found(release.blocks, release.published).candidates:
            one = Sighting(candidate, 1, release.published, release.published)
            before = seen.get(candidate.minister.id)
            seen[candidate.minister.id] = _together(before, one) if before else one
    return sorted(seen.values(), key=lambda sighting: (-sighting.releases, sighting.candidate.minister.id))


def table_of(sighting: Sighting) -> str:
    """The TOML table of a person, which the registry takes as it is.

    What only staff can know stands there so that it does no harm: an office outside the ministry, since the first
    release.
    """
    candidate = sighting.candidate
    country = f"; country: {_plain(candidate.country)}" if candidate.country else ""
    days = f", {sighting.first} to {sighting.last}" if sighting.first else ", undated"
    return "\n".join((
        f"# {_plain(candidate.role)}{country}; releases: {sighting.releases}{days}",
        "[[minister]]",
        f"id = {_quoted(candidate.minister.id)}",
        f"name = {_quoted(candidate.minister.name)}",
        "[[minister.office]]",
        f"title = {_quoted(_title(candidate))}",
        "ministry = false  # instead of this, write the country of the office, such as: country = \"FR\"",
        f"from = {sighting.first or _UNKNOWN}  # the day of the first release; correct it, and add the last day as: to",
        "",
    ))  # fmt: skip


def _title(candidate: Candidate) -> str:
    """The office as the table of roles calls it; the counterpart of a foreign minister is one, too."""
    role = office_titled(candidate.role)
    if role and role.id == "counterpart":
        return "Foreign Minister"
    return next((role.titles[code] for code in ("en", *LANGUAGES) if role and code in role.titles), candidate.role)


def _together(before: Sighting, one: Sighting) -> Sighting:
    days = sorted(day for day in (before.first, before.last, one.first) if day)
    earlier = one.first is not None and (before.first is None or one.first < before.first)
    candidate = one.candidate if earlier else before.candidate
    first, last = (days[0], days[-1]) if days else (None, None)
    return replace(before, candidate=candidate, releases=before.releases + 1, first=first, last=last)


def _of_store(address: str) -> Iterator[Release]:
    archive = open_engine(address).archive()
    for id in sorted(archive.kept()):
        release = archive.release(id)
        if release:
            yield release


def _held(registry: Registry) -> Iterator[str]:
    for entry in registry.entries:
        offices: Mapping[str, None] = dict.fromkeys(f"{office.title} ({office.country})" for office in entry.offices)
        yield f"{entry.minister.id}: {entry.minister.name}, " + ", ".join(offices)


def _quoted(text: str) -> str:
    """A text as TOML writes it; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """A text for a comment: on one line, nothing in it that could end that."""
    return "".join(character if character.isprintable() else " " for character in text)
