"""How do releases get into memory? One writer, whose copy a commit puts in place, all at once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

from search.dictionary import Dictionary
from search.engine import Run
from search.engines.memory.edition import Edition
from search.engines.scan import Analyzed
from search.engines.versions import checked
from search.languages import LANGUAGES
from search.lexicon import Lexicon, learned, nothing_learned
from search.release import Release
from search.revision import Revision
from search.terms import passages
from search.vectors import Vectors


class MemoryWriter:
    """Changes a copy, which a commit puts in place of an edition.

    Args:
        before: the edition before.
        end: takes what was made, None for nothing, and lets the next writer in.
        is_new: whether it begins with nothing.
    """

    def __init__(self, before: Edition, end: Callable[[Edition | None, Run | None], None], *, is_new: bool) -> None:
        self._before = before
        self._end = end
        start = Edition() if is_new else before
        self._releases = {id: analyzed.release for id, analyzed in start.releases.items()}
        self._histories = dict(start.histories)
        self._groups = start.groups
        self._kept = dict(start.kept)
        self._vectors = start.vectors
        self._lexicon = start.lexicon
        self._dictionary = start.dictionary
        self._has_changed = is_new
        self._has_put = False

    def put(self, release: Release, history: Sequence[Revision] = ()) -> None:
        """Add or replace."""
        self._releases[release.id] = release
        self._histories[release.id] = tuple(history)
        self._has_changed = self._has_put = True

    def remove(self, id: str) -> None:
        """Take out, if it is there."""
        self._has_changed |= self._releases.pop(id, None) is not None

    def release(self, id: str) -> Release | None:
        """From the copy."""
        return self._releases.get(id)

    @property
    def lexicon(self) -> Lexicon:
        """Learned from the copy."""
        return self._learned() or nothing_learned()

    def vocabulary(self) -> Mapping[str, Collection[str]]:
        """From the copy."""
        found: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        for release in self._analyzed({}, self.lexicon).values():
            for (field, _), stems in release.whole.items():
                found[field.name].update(stems)
        return found

    def group(self, versions: Iterable[Collection[str]]) -> None:
        """By the least id of each group."""
        self._groups = {id: min(ids) for ids in checked(versions) for id in ids}
        self._has_changed = True

    def keep(self, name: str, content: bytes) -> None:
        """As it is."""
        self._kept[name] = content
        self._has_changed = True

    def translate(self, dictionary: Dictionary) -> None:
        """Put in place with the copy."""
        self._has_changed |= list(dictionary.entries()) != list(self._dictionary.entries())
        self._dictionary = dictionary

    def encode(self, vectors: Vectors) -> None:
        """As they are; no order here is refined by them."""
        self._vectors = vectors
        self._has_changed = True

    def commit(self, run: Run | None = None) -> None:
        """Put the changed copy in place."""
        self._end(self._edition() if self._has_changed else None, run)

    def _edition(self) -> Edition:
        lexicon = self._learned()
        return Edition(
            number=self._before.number + 1,
            releases=self._analyzed(self._before.releases, lexicon or nothing_learned()),
            histories=self._histories,
            groups=self._groups,
            kept=self._kept,
            vectors=self._vectors,
            lexicon=lexicon,
            dictionary=self._dictionary,
        )

    def _learned(self) -> Lexicon | None:
        """The lexicon by which all releases are analysed, anew where the index has outgrown the one it has."""
        if not self._has_put or (self._lexicon and not self._lexicon.is_outgrown(len(self._releases))):
            return self._lexicon
        counts: dict[str, Counter[str]] = {}
        for release in self._releases.values():
            for passage in passages(release):
                if len(passage.languages) == 1:  # the words of others would look like names
                    counts.setdefault(passage.languages[0], Counter()).update(passage.words)
        return learned(counts, len(self._releases))

    def _analyzed(self, present: Mapping[str, Analyzed], lexicon: Lexicon) -> Mapping[str, Analyzed]:
        return {
            id: before
            if (before := present.get(id)) and before.release is release and before.lexicon is lexicon
            else Analyzed(release, lexicon)
            for id, release in self._releases.items()
        }

    def cancel(self) -> None:
        """Forget the copy."""
        self._end(None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()
