"""Does a run change what words are called? Where pairs have taught more, or where somebody changed a glossary."""

from collections.abc import Iterator, Sequence

from index.pairing.pairs import SURE, Pair
from index.translating.learning import teaching
from index.translating.sources import dictionary_of, is_outdated, is_outgrown
from search.dictionary import Dictionary
from search.engine import Writer
from search.release import Release
from search.settings import Settings


def renewed(
    settings: Settings, before: Dictionary, pairs: Sequence[Pair], writer: Writer, *, anew: bool
) -> Dictionary | None:
    """The dictionary that an index should have after a run; None where the one before is still right.

    Args:
        settings: name the glossary and other dictionaries.
        before: what the index had.
        pairs: of the releases that stand after the run; those that are sure teach.
        writer: of the run, which has the releases.
        anew: whether to learn again in any case.

    Raises:
        InvalidSettings: the glossary or another dictionary cannot be used.
    """
    sure = [pair.ids for pair in pairs if pair.confidence >= SURE]
    learns = anew or is_outgrown(before, len(sure))
    if not learns and not is_outdated(before, settings):
        return None
    taught = _releases(teaching(sure), writer) if learns else None
    vocabulary = writer.vocabulary() if settings.dictionaries else None
    return dictionary_of(settings, taught, writer.lexicon.splitters, before, vocabulary)


def _releases(ids: Sequence[tuple[str, str]], writer: Writer) -> Iterator[tuple[Release, Release]]:
    for one, other in ids:
        first, second = writer.release(one), writer.release(other)
        if first and second:
            yield first, second
