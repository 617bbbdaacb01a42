"""What of a page's title is the site's name? It follows the last dash or bar, and no reader searches for it."""

import re
from collections.abc import Collection

_SITES = frozenset({"Auswärtiges Amt", "Federal Foreign Office"})
_DIVIDERS = re.compile(r"\s+[-–—|·]\s+")


def without_site(title: str, names: Collection[str] = ()) -> str:
    """A page's title without the site's name behind it, where that is known or among `names`.

    >>> without_site("A visit - to Iraq - Federal Foreign Office")
    'A visit - to Iraq'
    >>> without_site("Berlin - Bagdad")
    'Berlin - Bagdad'
    """
    dividers = list(_DIVIDERS.finditer(title))
    if not dividers:
        return title
    last = dividers[-1]
    site = title[last.end() :].strip()
    return title[: last.start()].strip() if site in _SITES or site in names else title
