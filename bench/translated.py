"""What does it cost to search through the other language? The questions of `faceted` with translations and without.

Every word has three translations, about as frequent as itself: more than most words of a real newsroom have.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, permutations
from typing import Any

from bench import report
from bench.engines import Answer
from bench.engines.ours import OpenedOurs, to_query
from bench.indexes import index_of
from bench.queries import Question, questions
from bench.timing import by_kind, measure
from bench.vocabulary import vocabulary
from search.analysis import function_words
from search.dictionary import Dictionary, Entry, Translation
from search.engines import open_engine
from search.languages import LANGUAGES

_TRANSLATIONS = 3
_NEAR = 20  # ranks between a word and what it is called
_WORDS = 15_000  # of a language at most, the most frequent ones


def main() -> None:
    options = report.parser(__doc__, "10000,50000").parse_args()
    asked, parts = questions(), [report.surroundings()]
    dictionary = Dictionary(_entries())
    for size in options.sizes:
        engine = open_engine(f"whoosh:{index_of('ours', size, options.work) / 'store'}")
        with engine.writer() as writer:
            writer.translate(dictionary)
            writer.commit()
        opened = {"across": Translated(engine, across=True), "alone": Translated(engine, across=False)}
        timings = measure(opened, asked, 3)
        parts.append(f"### {size:,} releases, {len(dictionary):,} words translated\n\n{by_kind(asked, timings)}")
    report.show(options.out, "translated", "\n\n".join(parts))


class Translated(OpenedOurs):
    """The embedded engine, asked in one of two ways."""

    def __init__(self, engine: Any, *, across: bool) -> None:
        super().__init__(engine)
        self._across = across

    def ask(self, question: Question) -> Any:
        return self.reader.collected(replace(to_query(question), across=self._across))

    def answer(self, found: Any) -> Answer:
        raise NotImplementedError


def _entries() -> Iterator[Entry]:
    """Three translations of each frequent word, the first the likeliest."""
    rng = random.Random(1)
    ranked = {code: _frequent(code) for code in LANGUAGES}
    for source, target in permutations(LANGUAGES, 2):
        for rank, word in enumerate(ranked[source]):
            near = range(max(rank - _NEAR, 0), min(rank + _NEAR, len(ranked[target])))
            for place, other in enumerate(rng.sample(near, min(_TRANSLATIONS, len(near))), 1):
                yield Entry(source, word, Translation(target, ranked[target][other], 0.9 / place, "made up"))


def _frequent(code: str) -> list[str]:
    known = vocabulary(code)
    plain = (known.forms[begin] for begin in known.first[:-1])
    return list(islice((form for form in plain if form not in function_words(code)), _WORDS))


if __name__ == "__main__":
    main()
