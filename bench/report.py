"""How are figures shown and kept? Markdown tables to read, JSON to compare with, both in `bench/out`."""

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "out"
_LIBRARIES = ("whoosh", "numpy", "tantivy")


def parser(question: str | None, sizes: str | None) -> argparse.ArgumentParser:
    """What every benchmark can be told; `sizes` are the default ones, None where there are none to choose."""
    made = argparse.ArgumentParser(description=question, formatter_class=argparse.RawDescriptionHelpFormatter)
    if sizes:
        made.add_argument(
            "--sizes", type=_numbers, default=_numbers(sizes), help=f"releases, such as {sizes} (the default)"
        )
    made.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "newsroom-bench",
        help="where releases and indexes lie and are found again by the next run (default: %(default)s)",
    )
    made.add_argument("--out", type=Path, default=OUT, help="where results go (default: bench/out)")
    return made


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A markdown table; all columns but the first are aligned to the right."""
    lines = [heads, ["---", *("---:" for _ in heads[1:])], *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def keep(out: Path, name: str, figures: dict[str, Any]) -> None:
    """Merge figures into `name`.json by their first key, such as the size; other keys stay."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(before | figures, indent=1) + "\n", encoding="utf-8")


def show(out: Path, name: str, text: str) -> None:
    """Print a report and keep it as `name`.md."""
    print(text)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.md").write_text(text + "\n", encoding="utf-8")


def surroundings() -> str:
    """On what the figures were taken: they hold for nothing else."""
    libraries = ", ".join(f"{library} {_version(library)}" for library in _LIBRARIES)
    system = (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    )
    return f"{system}; {libraries}"


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 values do not exceed."""
    return values[0] if len(values) == 1 else statistics.quantiles(values, n=20, method="inclusive")[-1]


def digits(value: float) -> str:
    """Three digits that count: 0.123, 1.23, 12.3, 1,234."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


def _numbers(text: str) -> list[int]:
    return [int(number.replace("_", "")) for number in text.split(",")]
