"""Which language is each part of a release in, and the release as a whole? Evidence first, then what is stated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import addresses
from index.detect import PROSE, Evidence, evidence, language_of
from index.outcome import Caveat
from search.languages import LANGUAGES
from search.release import Block, Part

LONG = 40  # characters of a block that has a language of its own and a vote on the release's
ENOUGH = 150  # characters of such blocks that can contradict a stated language
CLEAR = 2 / 3  # of those characters that must be in another language to do so
FOREIGN = 30  # words, no names, in a text that hardly holds a known one: it is in none of the languages


_CONFIGURED = ", ".join(LANGUAGES)
_CHECK = "check the release's language"


@dataclass(frozen=True, slots=True)
class Heard:
    """A text of a release and what its words say of its language."""

    part: Part
    text: str
    evidence: Evidence

    @property
    def has_vote(self) -> bool:
        """Whether it is prose of lead or body, long enough to be sure; a list of names is in no language."""
        return not self.part.is_title and len(self.text) >= LONG and self.evidence.is_prose


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
        reason = f"the language '{stated[:40]}' is none of this newsroom's ({_CONFIGURED}); found out from the text"
        warnings.append(Caveat(reason, _CHECK))
    in_address = addresses.language_in(url)
    heard = [Heard(part, text, evidence(text)) for part, text in texts]
    language = _of_release(heard, code, code or in_address, warnings)
    return language, tuple(_block(each, language, in_address or language) for each in heard)


def _of_release(heard: Sequence[Heard], stated: str | None, hint: str | None, warnings: list[Caveat]) -> str:
    """The language that most of the text is in; what is stated wins unless the text clearly contradicts it."""
    votes = _votes(heard)
    winner = max(votes, key=lambda code: (votes[code], code == hint), default=None)
    total = sum(votes.values())
    if stated and winner and stated != winner and total >= ENOUGH and votes[winner] >= CLEAR * total:
        reason = f"the language is stated as '{stated}', but the text is in '{winner}'; the text wins"
        warnings.append(Caveat(reason, "correct the stated language"))
        return winner
    language = stated or winner or _of_everything(heard, hint)
    if _is_foreign(heard):
        reason = f"hardly a word of the text is in this newsroom's languages ({_CONFIGURED}); kept as '{language}'"
        warnings.append(Caveat(reason, _CHECK))
    return language


def _votes(heard: Sequence[Heard]) -> Mapping[str, int]:
    """How many characters are in each language, of the blocks that have a vote."""
    votes: Counter[str] = Counter()
    for each in heard:
        if each.has_vote and (language := each.evidence.best()):
            votes[language] += len(each.text)
    return votes


def _of_everything(heard: Sequence[Heard], hint: str | None) -> str:
    """The language where no block has a vote: that of all words together, or else the first configured one."""
    return language_of(" ".join(each.text for each in heard), hint) or next(iter(LANGUAGES))


def _is_foreign(heard: Sequence[Heard]) -> bool:
    """Whether lead and body are prose in a language that is not configured."""
    texts = [each.evidence for each in heard if not each.part.is_title]
    known, words = sum(text.known for text in texts), sum(text.words for text in texts)
    return sum(text.small for text in texts) >= FOREIGN and known < PROSE * words


def _block(heard: Heard, language: str, expected_of_titles: str) -> Block:
    """A title in the language that its words speak for, and also in those that it may be in just as well.

    A block of the text is in another language than the release only if it has a vote: a short line (an address, a
    name) says too little.
    """
    if not heard.part.is_title:
        return Block(heard.part, heard.text, (heard.has_vote and heard.evidence.best(language)) or language)
    own = heard.evidence.best(expected_of_titles) or language
    return Block(heard.part, heard.text, own, tuple(code for code in heard.evidence.possible if code != own))


def _code(stated: str | None) -> str | None:
    """The configured language that a source means by `de`, `de-DE`, `en_GB` or `Deutsch`; None if none is meant."""
    name = (stated or "").strip().casefold()
    code = name.replace("_", "-").partition("-")[0]
    if code in LANGUAGES:
        return code
    return next((known.code for known in LANGUAGES.values() if known.endonym.casefold() == name), None)
