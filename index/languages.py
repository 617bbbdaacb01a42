"""Which language is each part of a release in, and the release as a whole? Evidence first, then what is stated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import addresses
from index.detect import CERTAIN_LENGTH, Scores, best, language_of, scores
from index.outcome import Caveat
from search.languages import LANGUAGES
from search.release import Block, Part

ENOUGH = 200  # characters of text that can contradict a stated language
CLEAR = 0.75  # of those characters that must be in another language to do so

TITLES = (Part.TITLE, Part.ALTERNATIVE_TITLE)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text of a release and what each language's letters say of it."""

    part: Part
    text: str
    scores: Scores | None


def spoken(
    texts: Sequence[tuple[Part, str]], stated: str | None, url: str | None, warnings: list[Caveat]
) -> tuple[str, tuple[Block, ...]]:
    """The language of a release and its blocks, each with its own.

    Args:
        texts: normalised and not empty, in reading order.
        stated: the language as the source states it, a code or a name.
        url: a complete address, whose path can name a language.
        warnings: takes what was found wrong.
    """
    code = _code(stated)
    if stated and stated.strip() and not code:
        configured = ", ".join(LANGUAGES)
        reason = f"the language '{stated[:40]}' is none of this newsroom's ({configured}); found out from the text"
        warnings.append(Caveat(reason, "check the release's language"))
    in_address = addresses.language_in(url)
    heard = [Heard(part, text, scores(text)) for part, text in texts]
    language = _of_release(heard, code, code or in_address, warnings)
    blocks = (Block(block.part, block.text, _of_block(block, language, in_address or language)) for block in heard)
    return language, tuple(blocks)


def _of_release(heard: Sequence[Heard], stated: str | None, hint: str | None, warnings: list[Caveat]) -> str:
    """The language that most of the text is in; what is stated wins unless the text clearly contradicts it."""
    votes = _votes(heard)
    if not votes:
        everything = " ".join(block.text for block in heard)
        return stated or language_of(everything, hint) or next(iter(LANGUAGES))
    winner = max(votes, key=lambda code: (votes[code], code == hint))
    total = sum(votes.values())
    if stated in (None, winner):
        return winner
    if total >= ENOUGH and votes[winner] >= CLEAR * total:
        reason = f"the language is stated as '{stated}', but the text is in '{winner}'; the text wins"
        warnings.append(Caveat(reason, "correct the stated language"))
        return winner
    return stated or winner


def _votes(heard: Sequence[Heard]) -> Mapping[str, int]:
    """How many characters of lead and body are in each language, of blocks that are long enough to be sure."""
    votes: Counter[str] = Counter()
    for block in heard:
        if block.part not in TITLES and len(block.text) >= CERTAIN_LENGTH and block.scores:
            votes[max(block.scores, key=block.scores.__getitem__)] += len(block.text)
    return votes


def _of_block(block: Heard, language: str, expected_of_titles: str) -> str:
    if block.part in TITLES:
        return best(block.scores, expected_of_titles) or language
    # A short line (an address, a name) says too little to be in another language than the text around it.
    return language if len(block.text) < CERTAIN_LENGTH else best(block.scores, language) or language


def _code(stated: str | None) -> str | None:
    """The configured language that a source means by `de`, `de-DE`, `en_GB` or `Deutsch`; None if none is meant."""
    name = (stated or "").strip().casefold()
    code = name.replace("_", "-").partition("-")[0]
    if code in LANGUAGES:
        return code
    return next((known.code for known in LANGUAGES.values() if known.endonym.casefold() == name), None)
