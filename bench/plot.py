"""How does growth look? Small plots side by side, both axes logarithmic, written as SVG by hand."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 300, 220  # of a panel
_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 30, 16, 30  # margins inside it
_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity by size; values above zero only can be drawn."""

    title: str
    points: Sequence[tuple[float, float]]


def draw(panels: Sequence[Panel]) -> str:
    """The panels as one SVG image, three in a row."""
    rows = -(-len(panels) // _IN_A_ROW)
    width, height = _WIDTH * min(_IN_A_ROW, len(panels)), _HEIGHT * rows
    body = "\n".join(
        f'<g transform="translate({place % _IN_A_ROW * _WIDTH} {place // _IN_A_ROW * _HEIGHT})">{_panel(panel)}</g>'
        for place, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="11">\n<rect width="{width}" height="{height}" fill="white"/>\n{body}\n</svg>\n'
    )


def _panel(panel: Panel) -> str:
    points = [(size, value) for size, value in panel.points if value > 0]
    title = f'<text x="{_LEFT}" y="18" font-weight="bold">{panel.title}</text>'
    if not points:
        return title
    across = _Axis([size for size, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _Axis([value for _, value in points], _HEIGHT - _BOTTOM, _TOP)
    dots = [(across.place(size), up.place(value)) for size, value in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    return "".join(
        [
            title,
            *(_across(across.place(tick), tick) for tick in across.ticks()),
            *(_up(up.place(tick), tick) for tick in up.ticks()),
            f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#1f5fa8"/>' for x, y in dots),
        ]
    )


class _Axis:
    """Whole decades between two places of a panel."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low = math.floor(math.log10(min(values)))
        self._high = max(math.ceil(math.log10(max(values))), self._low + 1)
        self._start, self._end = start, end

    def place(self, value: float) -> float:
        """Where a value stands."""
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)

    def ticks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**power for power in range(self._low, self._high + 1)]


def _across(x: float, tick: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}" stroke="#ddd"/>'
        f'<text x="{x:.1f}" y="{_HEIGHT - 12}" text-anchor="middle">{tick:,.0f}</text>'
    )


def _up(y: float, tick: float) -> str:
    return (
        f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 4}" y="{y + 4:.1f}" text-anchor="end">{tick:,g}</text>'
    )
