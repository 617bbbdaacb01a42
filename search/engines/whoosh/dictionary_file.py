"""How is what words are called in other languages kept? In a file beside the segments, looked at where it is mapped."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from search.dictionary import NO_TRANSLATIONS, Dictionary, Translation
from search.engines.whoosh.mapped import Array, DamagedFileError, open_arrays, write_arrays
from search.engines.whoosh.runs import blobs
from search.engines.whoosh.segment import Sorted, Strings
from search.languages import LANGUAGES

DICTIONARY = ".dictionary"


class _Rows(Mapping[str, tuple[Translation, ...]]):
    """The rows of a dictionary, each made when it is asked for: a process need not hold them all."""

    def __init__(self, arrays: Mapping[str, Array], notes: Mapping[str, Any]) -> None:
        self._keys = Sorted(arrays["keys"], arrays["keys_offsets"])
        self._texts = Strings(arrays["texts"], arrays["texts_offsets"])
        self._begins, self._weights = arrays["begins"], arrays["weights"]
        self._languages, self._sources = arrays["languages"], arrays["sources"]
        self._names: Sequence[str] = notes["languages"]
        self._origins: Sequence[str] = notes["sources"]

    def __getitem__(self, key: str) -> tuple[Translation, ...]:
        number = self._keys.find(key.encode(errors="surrogatepass"))
        if number is None:
            raise KeyError(key)
        return tuple(map(self._translation, range(self._begins[number], self._begins[number + 1])))

    def __iter__(self) -> Iterator[str]:
        return (key.decode(errors="surrogatepass") for key in self._keys.all())

    def __len__(self) -> int:
        return len(self._keys)

    def _translation(self, number: int) -> Translation:
        return Translation(
            self._names[self._languages[number]],
            self._texts[number].decode(errors="surrogatepass"),
            float(self._weights[number]),
            self._origins[self._sources[number]],
        )


def write_dictionary(folder: Path, dictionary: Dictionary) -> str | None:
    """Write it under a name that says what is in it, and give the name: None for an empty one, which needs no file.

    What is there under its name already stays.
    """
    if not len(dictionary):
        return None
    arrays, notes = _arrays(dictionary)
    digest = hashlib.blake2b(repr(notes).encode(), digest_size=16)
    for array in arrays.values():
        digest.update(array.tobytes())
    name = f"{digest.hexdigest()}{DICTIONARY}"
    if not (folder / name).exists():
        write_arrays(folder / name, arrays, notes)
    return name


def open_dictionary(folder: Path, name: str | None) -> Dictionary:
    """The dictionary of this name; None names the empty one.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    if name is None:
        return NO_TRANSLATIONS
    mapped = open_arrays(folder / name)
    try:
        return Dictionary.of_rows(_Rows(mapped.arrays, mapped.notes), mapped.notes["longest"])
    except LookupError as error:
        raise DamagedFileError(f"{name}: its arrays do not fit together ({error!r})") from error


def faults(folder: Path, name: str) -> Iterator[str]:
    """What is wrong with a dictionary whose bytes are as they were written."""
    mapped = open_arrays(folder / name)
    misfits = list(_misfits(mapped.arrays))
    yield from misfits or _wrong_values(mapped.arrays, mapped.notes)


def _misfits(arrays: Mapping[str, Array]) -> Iterator[str]:
    """Arrays that do not have the lengths that others say they have."""
    count = len(arrays["weights"])
    runs = {"keys_offsets": len(arrays["keys"]), "texts_offsets": len(arrays["texts"]), "begins": count}
    yield from (
        f"{run} does not divide what it should" for run, length in runs.items() if not _divides(arrays[run], length)
    )
    if {len(arrays["languages"]), len(arrays["sources"]), len(arrays["texts_offsets"]) - 1} != {count}:
        yield "not every translation has a language, a source and a text"
    if len(arrays["begins"]) != len(arrays["keys_offsets"]):
        yield "not every key has translations"


def _wrong_values(arrays: Mapping[str, Array], notes: Mapping[str, Any]) -> Iterator[str]:
    """Values of arrays that fit together."""
    for named in ("languages", "sources"):
        if max(arrays[named].tolist(), default=-1) >= len(notes[named]):
            yield f"{named} leads to one that is not there"
    if not set(notes["languages"]) <= LANGUAGES.keys():
        yield "it translates into a language that is not there"
    if not ((arrays["weights"] > 0) & (arrays["weights"] <= 1)).all():
        yield "a weight is none"
    keys = Sorted(arrays["keys"], arrays["keys_offsets"]).all()
    if any(one >= other for one, other in pairwise(keys)):
        yield "its keys are not in order"
    if not all(Strings(arrays["texts"], arrays["texts_offsets"]).all()):
        yield "a translation is empty"


def dictionaries(folder: Path) -> Sequence[Path]:
    """The files of dictionaries in a folder."""
    return [path for path in folder.iterdir() if path.suffix == DICTIONARY]


def _arrays(dictionary: Dictionary) -> tuple[dict[str, Array], dict[str, Any]]:
    rows = sorted((key.encode(errors="surrogatepass"), row) for key, row in dictionary.rows.items())
    flat = [translation for _, row in rows for translation in row]
    languages, sources = (sorted({getattr(each, name) for each in flat}) for name in ("language", "source"))
    arrays = {
        **blobs("keys", (key for key, _ in rows)),
        **blobs("texts", (each.text.encode(errors="surrogatepass") for each in flat)),
        "begins": np.cumsum([0, *(len(row) for _, row in rows)], dtype=np.int64),
        "weights": np.array([each.weight for each in flat], np.float64),
        "languages": np.array([languages.index(each.language) for each in flat], np.uint16),
        "sources": np.array([sources.index(each.source) for each in flat], np.uint16),
    }
    return arrays, {"languages": languages, "sources": sources, "longest": dictionary.longest}


def _divides(places: Array, length: int) -> bool:
    return bool(len(places) and places[0] == 0 and places[-1] == length and (np.diff(places) >= 0).all())
