"""How is what words are called in other languages kept? In a file beside the segments, looked at where it is mapped."""

import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from search.dictionary import NO_TRANSLATIONS, Dictionary
from search.engines.whoosh.beside import DICTIONARY, Beside
from search.engines.whoosh.mapped import DamagedFileError, open_arrays, write_arrays
from search.languages import LANGUAGES


def write_dictionary(folder: Path, dictionary: Dictionary) -> str | None:
    """Write it under a name that says what is in it, and give the name: None for an empty one, which needs no file.

    What is there under its name already stays.
    """
    if not len(dictionary):
        return None
    digest = hashlib.blake2b(json.dumps(dictionary.notes, sort_keys=True).encode(), digest_size=16)
    for name in sorted(dictionary.arrays):
        digest.update(dictionary.arrays[name].tobytes())
    file = f"{digest.hexdigest()}.{DICTIONARY}"
    if not (folder / file).exists():
        write_arrays(folder / file, dictionary.arrays, dictionary.notes)
    return file


def open_dictionary(folder: Path, beside: Beside) -> Dictionary:
    """The dictionary of a commit; the empty one where it names none.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    return read_dictionary(folder / beside[DICTIONARY]) if DICTIONARY in beside else NO_TRANSLATIONS


def read_dictionary(path: Path) -> Dictionary:
    """The dictionary in a file.

    Raises:
        DamagedFileError, OSError: it is damaged, or not there.
    """
    mapped = open_arrays(path)
    try:
        return Dictionary.of_arrays(mapped.arrays, mapped.notes)
    except (LookupError, ValueError, TypeError) as error:
        raise DamagedFileError(f"{path.name}: its arrays do not fit together ({error})") from error


def faults(path: Path) -> Iterator[str]:
    """What is wrong with the words of a dictionary that can be opened.

    Raises:
        DamagedFileError, OSError: it cannot.
    """
    dictionary = read_dictionary(path)
    keys = [dictionary.key(number) for number in range(len(dictionary))]
    if any(one >= other for one, other in pairwise(keys)):
        yield "its words are not in order"
    found = [entry.translation for entry in dictionary.entries()]
    if any(each.language not in LANGUAGES for each in found):
        yield "it translates into a language that is not there"
    if not all(0 < each.weight <= 1 for each in found):
        yield "a translation is as likely as none can be"
