"""Which pages does a reader reach from here? The first, those around, and always the very last."""

from collections.abc import Sequence

_AROUND = 2  # pages shown on each side of the present one


def window(current: int, last: int) -> Sequence[int | None]:
    """The page numbers to link, from 1 to `last`, in order; None for a gap of two pages or more.

    >>> window(7, 20)
    [1, None, 5, 6, 7, 8, 9, None, 20]
    >>> window(4, 7)  # nothing hides behind a gap that could stand there itself
    [1, 2, 3, 4, 5, 6, 7]
    """
    around = {page for page in range(current - _AROUND, current + _AROUND + 1) if 1 <= page <= last}
    shown = sorted(around | {1, last})
    pages: list[int | None] = []
    for page in shown:
        previous = pages[-1] if pages and pages[-1] else page - 1
        if page - previous == 2:
            pages.append(page - 1)
        elif page - previous > 2:
            pages.append(None)
        pages.append(page)
    return pages
