"""Which releases are joined so far? Each group has at most one version in each language, whoever joins it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


class Groups:
    """Releases, each alone until it is joined to others; what staff part is never joined, not by a third one either."""

    def __init__(self, languages: Mapping[str, str], apart: Iterable[tuple[str, str]] = ()) -> None:
        """`languages` are those of all releases by id; `apart` are ids that must not come into one group."""
        self._languages = languages
        self._group: dict[str, tuple[str, ...]] = {id: (id,) for id in languages}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: str, other: str) -> bool:
        """Join the groups of two releases; whether that could be: not where both have a version in one language."""
        here, there = self._group[one], self._group[other]
        if here is there or not self._can_join(here, there):
            return False
        for id in here + there:
            self._group[id] = here + there
        return True

    def are_joined(self, one: str, other: str) -> bool:
        """Whether two releases are versions of one."""
        return other in self._group[one]

    def are_apart(self, one: str, other: str) -> bool:
        """Whether staff part these two."""
        return other in self._apart[one] if one in self._apart else False

    def version(self, id: str, language: str) -> str | None:
        """The version of a release in a language, itself included; None if it has none yet."""
        return next((each for each in self._group[id] if self._languages[each] == language), None)

    def _can_join(self, here: tuple[str, ...], there: tuple[str, ...]) -> bool:
        languages = {self._languages[id] for id in here}
        return not any(self._languages[id] in languages for id in there) and not any(
            self.are_apart(one, other) for one in here for other in there
        )
