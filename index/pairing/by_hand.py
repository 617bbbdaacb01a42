"""What do staff say of pairs? A TOML file of two lists, which wins over what sources state and over all evidence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from search.errors import InvalidSettings
from search.toml_file import read_toml

_KEYS = ("together", "apart")
_FORM = 'must be a list of lists of at least two ids or addresses, such as [["2347064", "2347076"]]'


@dataclass(frozen=True, slots=True)
class ByHand:
    """What staff say; releases by id or by address.

    Attributes:
        together: releases that are versions of one.
        apart: releases none of which is a version of another of them.
    """

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()


NOTHING_BY_HAND = ByHand()


def load_by_hand(path: Path | None) -> ByHand:
    """What a file says; nothing where there is none.

    ```toml
    together = [
      ["2347064", "2347076"],    # the English title was changed later
      ["https://newsroom.example/de/1", "https://newsroom.example/en/9"],
    ]
    apart = [
      ["2351200", "2351388"],    # two trips of the same week
    ]
    ```

    Raises:
        InvalidSettings: the file cannot be read, or naming everything in it that means nothing or that contradicts.
    """
    if path is None:
        return NOTHING_BY_HAND
    file = read_toml(path, "the pairs")
    faults = list(_faults(file))
    if faults:
        raise InvalidSettings(f"{path}: " + "; ".join(faults))
    return ByHand(*(tuple(map(tuple, file.get(key, ()))) for key in _KEYS))


def _faults(file: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} is nothing that such a file holds" for key in sorted(file.keys() - set(_KEYS)))
    wrong = [key for key in _KEYS if not _are_entries(file.get(key, []))]
    yield from (f"{key} {_FORM}" for key in wrong)
    if not wrong:
        yield from _contradictions(file.get("together", []), file.get("apart", []))


def _are_entries(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, list) and len(entry) > 1 and all(isinstance(each, str) and each.strip() for each in entry)
        for entry in value
    )


def _contradictions(together: Sequence[Sequence[str]], apart: Sequence[Sequence[str]]) -> Iterator[str]:
    for entry in (*together, *apart):
        twice = [each for each, count in Counter(entry).items() if count > 1]
        yield from (f"{each} stands twice in one entry" for each in twice)
    in_several = Counter(each for entry in together for each in set(entry))
    for each, count in in_several.items():
        if count > 1:
            yield f"{each} stands in {count} entries of together; list all its versions in one"
    joined = {frozenset(two) for entry in together for two in combinations(entry, 2)}
    for entry in apart:
        for two in combinations(entry, 2):
            if frozenset(two) in joined:
                yield f"{two[0]} and {two[1]} stand together and apart"
