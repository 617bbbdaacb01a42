"""What does one version say that the other does not? Only what is quite sure, since false alarms make marks worthless.

A mention is missed where the other version says it nowhere at all, or where it is not in the passage that goes with its
own and another of its kind stands there that is lacking here in turn: "62 Millionen", "26 million".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.parallel.mentions import Mention


@dataclass(frozen=True, slots=True)
class Passage:
    """What is named in paragraphs that go together.

    Attributes:
        ones, others: in order of mention, in the one version and in the other.
        is_left: whether nothing here is looked for in the other version: that has no such paragraph, which says enough,
            or nobody has read these.
    """

    ones: Sequence[Mention]
    others: Sequence[Mention]
    is_left: bool = False


def missed(
    passages: Sequence[Passage], is_whole: bool = True
) -> Iterator[tuple[frozenset[Mention], frozenset[Mention]]]:
    """For each passage, which mentions of the one version the other misses, and which of the other the one.

    Args:
        passages: of both versions, in order.
        is_whole: whether all was read; if not, nobody knows what a version says nowhere.
    """
    ones = _offers(mention for passage in passages for mention in passage.ones)
    others = _offers(mention for passage in passages for mention in passage.others)
    for passage in passages:
        if passage.is_left:
            yield frozenset(), frozenset()
        else:
            yield (
                frozenset(_missed(passage.ones, passage.others, others if is_whole else None)),
                frozenset(_missed(passage.others, passage.ones, ones if is_whole else None)),
            )


def _missed(ours: Sequence[Mention], theirs: Sequence[Mention], anywhere: frozenset[str] | None) -> Iterator[Mention]:
    here, there = _offers(ours), _offers(theirs)
    instead = {mention.kind for mention in theirs if _is_lacking(mention, here)}
    for mention in ours:
        if _is_lacking(mention, there):
            is_nowhere = anywhere is not None and not mention.is_vague and _is_lacking(mention, anywhere)
            if is_nowhere or mention.kind in instead:
                yield mention


def _is_lacking(mention: Mention, offers: frozenset[str]) -> bool:
    return bool(mention.needs) and offers.isdisjoint(mention.needs)


def _offers(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(key for mention in mentions for key in mention.offers)
