"""How many words a second does the analysis take in? Each step and the whole chain, over real text, on one core.

As in the index: a text is cut into words as often as it stands there, a word is analysed once however often it does.
"""

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from bench import corpus, report
from search.analysis import Splitter, exacts, extras, learn, normalize, stems, words

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "swiss-newsroom" / "fdfa_dev.jsonl.gz"
_MADE_UP = 2_000  # releases, where there are no real ones
_LANGUAGES = ("de", "en")

Texts = Sequence[str]


def main() -> None:
    options = _options()
    texts = _real(options.data) if options.data.exists() else _made_up()
    source = options.data.name if options.data.exists() else f"{_MADE_UP:,} made-up releases"
    counts = {language: Counter(chain.from_iterable(map(words, texts[language]))) for language in _LANGUAGES}
    splitters = learn(counts)
    figures = {language: _figures(texts[language], language, splitters.get(language)) for language in _LANGUAGES}
    report.keep(options.out, "analysis", {name: dict(steps) for name, steps in figures.items()})
    sizes = ", ".join(f"{language} {counts[language].total():,} words" for language in _LANGUAGES)
    rows = [[step, *(f"{figures[language][step]:,}" for language in _LANGUAGES)] for step in figures["de"]]
    table = report.table(["words a second", *_LANGUAGES], rows)
    report.show(options.out, "analysis", f"{source}: {sizes}; {report.surroundings()}\n\n{table}")


def _options() -> argparse.Namespace:
    parser = report.parser(__doc__, None)
    parser.add_argument("--data", type=Path, default=_DATA, help="releases as JSON Lines (default: %(default)s)")
    return parser.parse_args()


def _real(path: Path) -> Mapping[str, Texts]:
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    return {
        language: [
            text
            for row in rows
            if row["lang"] == language
            for raw in (row["title"], row["lead"], *row["body"].split("\n\n"))
            if (text := normalize(raw))
        ]
        for language in _LANGUAGES
    }


def _made_up() -> Mapping[str, Texts]:
    blocks = [block for release in corpus.releases(_MADE_UP) for block in release.blocks]
    return {language: [block.text for block in blocks if block.language == language] for language in _LANGUAGES}


def _figures(texts: Texts, language: str, splitter: Splitter | None) -> Mapping[str, int]:
    """Words a second by step, each with the cutting into words that it needs."""
    count = sum(map(len, map(words, texts)))

    def distinct() -> list[str]:
        return list(dict.fromkeys(chain.from_iterable(map(words, texts))))

    def beside() -> list[str]:
        return list(dict.fromkeys(extra.text for text in texts for extra in extras(text)))

    def parts(forms: Iterable[str]) -> list[list[str]]:
        return list(map(splitter.within, forms)) if splitter else []

    def everything() -> object:
        surfaces = distinct()
        forms = exacts(surfaces)
        return stems([*forms, *exacts(beside())], language), parts(dict.fromkeys(forms))

    steps: Mapping[str, Callable[[], object]] = {
        "words": distinct,
        "words as written": lambda: exacts(distinct()),
        "stems": lambda: stems(exacts(distinct()), language),
        "parts of compounds": lambda: parts(dict.fromkeys(exacts(distinct()))),
        "extras": beside,
        "the whole chain": everything,
    }
    return {name: int(count / _seconds(step)) for name, step in steps.items()}


def _seconds(step: Callable[[], object]) -> float:
    """The quickest of three rounds."""
    return min(_once(step) for _ in range(3))


def _once(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
