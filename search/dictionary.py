"""What is a word called in another language? Translations of words and of several words in a row, likeliest first.

    Waffenruhe           ceasefire, truce
    sanctions relief     Sanktionserleichterungen

Words are looked up by their stems, so that every form of a word finds what one form of it has. Inside are arrays, which
an index keeps beside its others and maps into memory: what 30,000 words are called takes some three megabytes, shared
by all who serve it, and no time to open.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import stem, words
from search.languages import LANGUAGES

MOST_TRANSLATIONS = 5  # of one word into one language
_STRIDE = 64  # keys from one landmark to the next

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Translation:
    """What a word, or several in a row, may be called in another language.

    Attributes:
        language: that it is in.
        text: one or more words, as they are written.
        weight: how likely it is what is meant, above 0 and at most 1.
        source: what says so: `learned`, `glossary`, `countries`, or the name of a dictionary.
    """

    language: str
    text: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of one language, or several in a row, and one of its translations."""

    language: str
    text: str
    translation: Translation


class Dictionary:
    """The translations that an index knows; it does not change.

    Where several entries translate a word by the same, the first of them says how it is written and who says so, and
    the likeliest how likely it is.

    Attributes:
        longest: the most words in a row that have a translation of their own.
        pairs: from how many pairs of releases its learned entries come.
        made_of: tells by which glossaries and tables it was made; another text for others.
    """

    def __init__(self, entries: Iterable[Entry], pairs: int = 0, made_of: str = "") -> None:
        arrays, notes = _packed(_gathered(entries))
        self._take(arrays, {**notes, "pairs": pairs, "made_of": made_of})

    @classmethod
    def of_arrays(cls, arrays: Arrays, notes: Mapping[str, Any]) -> "Dictionary":
        """The dictionary that another was, of which these are `arrays` and `notes`.

        Raises:
            ValueError, LookupError: they do not fit together.
        """
        dictionary = cls.__new__(cls)
        dictionary._take(arrays, notes)
        fault = dictionary._fault()
        if fault:
            raise ValueError(fault)
        return dictionary

    def _take(self, arrays: Arrays, notes: Mapping[str, Any]) -> None:
        self.arrays, self.notes = arrays, notes
        self.longest: int = notes["longest"]
        self.pairs: int = notes["pairs"]
        self.made_of: str = notes["made_of"]
        self._keys = _Strings(arrays["keys"], arrays["keys_ends"])
        self._texts = _Strings(arrays["texts"], arrays["texts_ends"])
        self._translations = _Strings(arrays["translations"], arrays["translations_ends"])
        self._ends = arrays["ends"]
        self._languages, self._sources, self._weights = arrays["languages"], arrays["sources"], arrays["weights"]

    def __len__(self) -> int:
        """How many words, and words in a row, have translations."""
        return len(self._keys)

    def key(self, number: int) -> bytes:
        """What a word, or words in a row, are looked up by; keys ascend."""
        key: bytes = self._keys[number]
        return key

    def translations(self, texts: Sequence[str], sources: Iterable[str] = LANGUAGES) -> tuple[Translation, ...]:
        """What these words in a row are called, whichever language they are in, by language, the likeliest first.

        At most five in each language; none for what is not known, and for function words.

        Args:
            texts: the words.
            sources: the languages that they may be in.
        """
        if not 0 < len(texts) <= self.longest:
            return ()
        found = (self._of_key(_joined(code, [stem(word, code) for word in texts])) for code in sources)
        return tuple(translation for each in found for translation in each)

    def begins(self, texts: Sequence[str]) -> bool:
        """Whether these words in a row, or more that begin with them, have translations."""
        keys = [_joined(code, [stem(word, code) for word in texts]) for code in LANGUAGES]
        firsts = ((key, self._keys.first(key)) for key in keys)
        return any(place < len(self) and (self._keys[place] + b" ").startswith(key + b" ") for key, place in firsts)

    def entries(self, source: str | None = None) -> Iterator[Entry]:
        """All entries, or those from one source, as another dictionary takes them."""
        for place in range(len(self)):
            language = self._keys[place].partition(b"\t")[0].decode()
            for translation in self._of_place(place):
                if source in (None, translation.source):
                    yield Entry(language, self._texts[place].decode(), translation)

    def _of_key(self, key: bytes) -> Iterator[Translation]:
        place = self._keys.first(key)
        return self._of_place(place) if place < len(self) and self._keys[place] == key else iter(())

    def _of_place(self, place: int) -> Iterator[Translation]:
        for each in range(int(self._ends[place - 1]) if place else 0, int(self._ends[place])):
            yield Translation(
                self.notes["languages"][self._languages[each]],
                self._translations[each].decode(errors="replace"),
                float(self._weights[each]),
                self.notes["sources"][self._sources[each]],
            )

    def _fault(self) -> str | None:
        count = int(self._ends[-1]) if len(self._ends) else 0
        columns = (self._languages, self._sources, self._weights, self.arrays["translations_ends"])
        if any(len(column) != count for column in columns) or len(self._texts) != len(self) != len(self._ends):
            return "its columns differ in length"
        for name in ("ends", "keys_ends", "texts_ends", "translations_ends"):
            if (np.diff(self.arrays[name], prepend=0) < 0).any():
                return f"{name} goes backwards"
        for strings in (self._keys, self._texts, self._translations):
            if not strings.is_whole():
                return "its words are cut off"
        known = (len(self.notes["languages"]), len(self.notes["sources"]))
        if count and (self._languages.max() >= known[0] or self._sources.max() >= known[1]):
            return "it names what it does not list"
        return None


class _Strings(Sequence[bytes]):
    """Strings one behind another."""

    def __init__(self, blob: NDArray[np.uint8], ends: NDArray[np.int32]) -> None:
        self._blob = blob.data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: Any) -> Any:
        return bytes(self._blob[int(self._ends[place - 1]) if place else 0 : int(self._ends[place])])

    @cached_property
    def _landmarks(self) -> list[bytes]:
        return [self[number] for number in range(0, len(self), _STRIDE)]

    def first(self, key: bytes) -> int:
        """The number of the first of ascending strings that is not below the key."""
        high = bisect_left(self._landmarks, key) * _STRIDE
        return bisect_left(self, key, max(high - _STRIDE, 0), min(high, len(self)))

    def is_whole(self) -> bool:
        return (int(self._ends[-1]) if len(self._ends) else 0) == len(self._blob)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a key has: how it is written, and its translations, the likeliest first."""

    text: str
    translations: Sequence[Translation]


def _gathered(entries: Iterable[Entry]) -> Iterator[tuple[bytes, _Known]]:
    """The entries by their key, in its order."""
    texts: dict[bytes, str] = {}
    found: dict[bytes, dict[bytes, Translation]] = {}
    for entry in entries:
        key, translation = _key(entry.text, entry.language), entry.translation
        same = _key(translation.text, translation.language)
        first = found.setdefault(key, {}).setdefault(same, translation)
        texts.setdefault(key, entry.text)
        if translation.weight > first.weight:
            found[key][same] = replace(first, weight=translation.weight)
    for key in sorted(found):
        ordered = sorted(found[key].values(), key=lambda each: (each.language, -each.weight, each.text))
        several = (list(group)[:MOST_TRANSLATIONS] for _, group in groupby(ordered, key=lambda each: each.language))
        yield key, _Known(texts[key], list(chain.from_iterable(several)))


def _packed(gathered: Iterable[tuple[bytes, _Known]]) -> tuple[Arrays, Mapping[str, Any]]:
    """The arrays and the notes of a dictionary."""
    rows = list(gathered)
    flat = [translation for _, known in rows for translation in known.translations]
    languages = sorted({translation.language for translation in flat})
    sources = sorted({translation.source for translation in flat})
    arrays = {
        **_blob("keys", [key for key, _ in rows]),
        **_blob("texts", [known.text.encode() for _, known in rows]),
        **_blob("translations", [translation.text.encode() for translation in flat]),
        "ends": np.cumsum([len(known.translations) for _, known in rows], dtype=np.int32),
        "languages": np.array([languages.index(each.language) for each in flat], np.uint8),
        "sources": np.array([sources.index(each.source) for each in flat], np.uint8),
        "weights": np.array([each.weight for each in flat], np.float32),
    }
    longest = max((key.count(b" ") + 1 for key, _ in rows), default=0)
    return arrays, {"languages": languages, "sources": sources, "longest": longest}


def _blob(name: str, strings: Sequence[bytes]) -> Arrays:
    ends = np.cumsum([len(string) for string in strings], dtype=np.int32)
    return {name: np.frombuffer(b"".join(strings), np.uint8), f"{name}_ends": ends}


def _key(text: str, language: str) -> bytes:
    return _joined(language, [stem(word, language) for word in words(text)])


def _joined(language: str, stems: Sequence[str]) -> bytes:
    return f"{language}\t{' '.join(stems)}".encode(errors="surrogatepass")  # which a query can hold


NO_TRANSLATIONS = Dictionary(())
