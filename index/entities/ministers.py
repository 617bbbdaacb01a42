"""Which people does a release name, and which of them act for the ministry?

First the registry, resolved by the release's day; then those whom the text itself calls by an office. A surname alone
is somebody only where the same release names the person in full or by an office.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.entities.mentions import Mention, reading_of
from index.entities.people import Candidate, Evidence, People, Rule, slug_of
from index.entities.registered import Directory, directory_of
from index.entities.resolution import resolved
from search.ministers import OWN_COUNTRY, Entry, Registry
from search.release import Block, Minister

__all__ = ["Candidate", "Evidence", "People", "Rule", "Spotter", "slug_of", "spotter_of"]


@dataclass(frozen=True, slots=True)
class Spotter:
    """The registry, ready to look for.

    Attributes:
        known: ministers by the slugs of their ids, names and aliases.
        entries: by the minister's id.
        directory: the same by the words of names.
        own: the newsroom's own country, or its organisation, as the registry writes it.
    """

    known: Mapping[str, Minister]
    entries: Mapping[str, Entry]
    directory: Directory
    own: str

    def found(self, blocks: Sequence[Block], day: date | None) -> People:
        """The people of a release that was published on that day.

        In an undated release any term counts for a title with a surname, if it leaves one bearer only; and only who is
        called by an office of the ministry acts for it, since a name alone does not tell when.
        """
        mentions = resolved(reading_of(blocks, self.directory, day))
        ministers = tuple(dict.fromkeys(mention.minister for mention in mentions))
        return People(
            acting=tuple(minister for minister in ministers if self._acts(minister, mentions, day)),
            mentioned=ministers,
            evidence=tuple(_evidence(mention) for mention in mentions),
            candidates=tuple(_candidates(mentions, self.entries)),
        )

    def stated(self, names: Iterable[str]) -> tuple[Minister, ...]:
        """The ministers that a source states: those of the registry by id, name or alias, others by a slug."""
        ministers = (self.known.get(slug_of(name)) or Minister(slug_of(name), name) for name in names if slug_of(name))
        return tuple(dict.fromkeys(ministers))

    def _acts(self, minister: Minister, mentions: Sequence[Mention], day: date | None) -> bool:
        entry = self.entries.get(minister.id)
        if entry is None:
            return False
        offices = list(self.directory.own_offices(entry, self.own))
        if day is not None:
            return any(day in office.term for office in offices)
        called = [mention.role for mention in mentions if mention.minister == minister and mention.role]
        held = [self.directory.roles[office.title] for office in offices]
        return any(office and role.means(office) for role in called for office in held)


def spotter_of(registry: Registry, own: str = OWN_COUNTRY) -> Spotter:
    """The spotter for a registry and a newsroom of that country."""
    known: dict[str, Minister] = {}
    for entry in registry.entries:
        for name in (entry.minister.id, entry.minister.name, *entry.aliases):
            known[slug_of(name)] = entry.minister
    entries = {entry.minister.id: entry for entry in registry.entries}
    return Spotter(known, entries, directory_of(registry), own)


def _evidence(mention: Mention) -> Evidence:
    return Evidence(mention.minister.id, mention.rule, mention.block, mention.start, mention.end)


def _candidates(mentions: Iterable[Mention], known: Container[str]) -> Iterable[Candidate]:
    discovered: dict[str, Candidate] = {}
    for mention in mentions:
        if mention.called and mention.minister.id not in known:
            candidate = Candidate(mention.minister, mention.called.words, mention.called.country)
            discovered.setdefault(mention.minister.id, candidate)
    return discovered.values()
