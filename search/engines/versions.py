"""Can this be: which releases are said to be versions of one? The same answer from every engine."""

from collections.abc import Collection, Iterable, Sequence

from search.languages import LANGUAGES


def checked(versions: Iterable[Collection[str]]) -> Sequence[Sequence[str]]:
    """The groups of ids, each sorted; those of one id say nothing and are left out.

    Raises:
        ValueError: an id stands in two of them, or one has more ids than there are languages.
    """
    groups = [sorted(set(ids)) for ids in versions if len(ids) > 1]
    seen: set[str] = set()
    for ids in groups:
        if len(ids) > len(LANGUAGES):
            raise ValueError(f"{', '.join(ids)}: more versions of one release than there are languages")
        if not seen.isdisjoint(ids):
            raise ValueError(f"{', '.join(sorted(seen.intersection(ids)))}: in two groups of versions")
        seen.update(ids)
    return groups
