"""How does a press office at a terminal see how its two languages stand? `newsroom pairs`."""

from functools import partial

import click

from index.pairing import listing
from index.pairing.by_hand import ByHand, load_by_hand
from index.pairing.kept import found_before, profiles, profiles_before
from index.pairing.reasons import Reason, reasons
from index.pairing.report import Couple, Sheet, report_on, sheet_of
from index.pairing.versions import Pairing, paired
from search.archive import Archive
from search.cli import settings_in_force, store_option
from search.engines import open_engine
from search.errors import SearchError
from search.terminal import Command


class NoSuchRelease(SearchError):
    """There is no release of this id in the index."""


@click.command(
    cls=Command,
    short_help="Tell how the languages of the releases stand.",
    examples=(
        ("pairs", "How the languages stand."),
        ("pairs 2347064", "What one release is paired with, and why."),
        ("pairs --json --most 0", "Every pair, for a program."),
    ),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: every pair, and all that is untranslated.")
@click.option("--most", type=click.IntRange(0), default=20, show_default=True, help="Rows of each list; 0 for all.")
def pairs(ids: tuple[str, ...], store: str, as_json: bool, most: int) -> None:
    """Tell how the languages stand: pairs in doubt, what is untranslated or came later, and where figures differ.

    With IDs it tells of these releases alone: what each is paired with, how sure that is, and why. What you know better
    goes into the file that `pairs` in newsroom.toml names.
    """
    settings = settings_in_force()
    hand = load_by_hand(settings.pairs)
    archive = open_engine(store).archive()
    sheets = _sheets(archive)
    unknown = [id for id in ids if id not in sheets]
    if unknown:
        raise NoSuchRelease(f"there is no release {', '.join(unknown)} in {store}")
    pairing = _pairing(archive, hand)
    for fault in pairing.faults:
        click.echo(f"{settings.pairs}: {fault}", err=True)
    report, why = report_on(pairing, sheets, ids), partial(_reasons, archive)
    lines = listing.as_json(report, why) if as_json else listing.as_text(report, why, most)
    for line in lines:
        click.echo(line)


def _reasons(archive: Archive, couple: Couple) -> tuple[Reason, ...]:
    """The reasons of a pair, whose releases are read again for that."""
    one, other = (archive.release(id) for id in couple.pair.ids)
    return reasons(couple.pair, one, other) if one and other else ()


def _pairing(archive: Archive, hand: ByHand) -> Pairing:
    """The pairs of the index, or those that it would have now that staff say something else."""
    found = found_before(archive)
    if found and found.hand == hand:
        return found.pairing
    hashed = profiles(archive.kept(), profiles_before(archive), archive.release)
    return paired((profile for _, profile in hashed), hand)


def _sheets(archive: Archive) -> dict[str, Sheet]:
    """What the report must know of all releases that stand."""
    releases = map(archive.release, archive.kept())
    return {release.id: sheet_of(release) for release in releases if release}
