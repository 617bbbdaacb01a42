"""Which links of a document lead to the same release in another language? Not those that lead to a home page."""

import re
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from search.languages import LANGUAGES

_HOME = re.compile(r"(?:index|home|homepage|start|startseite|default)(?:\.\w{2,5})?", re.IGNORECASE)


def versions(links: Iterable[tuple[str, str]], own: str | None) -> tuple[str, ...]:
    """The complete addresses of a release's versions in this newsroom's languages, each once.

    Args:
        links: the language that each states (a code or a name), and where it leads.
        own: the document's own address, with which links are completed; None if it is not known.
    """
    found: dict[str, None] = {}
    for language, href in links:
        with suppress(ValueError):
            address = urljoin(own or "", href.strip())
            if _is_ours(language) and "://" in address and not _is_home(address) and not _is_same(address, own):
                found[address] = None
    return tuple(found)


def _is_ours(language: str) -> bool:
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return code in LANGUAGES or any(code == known.endonym.lower() for known in LANGUAGES.values())


def _is_home(address: str) -> bool:
    """Whether an address names no page below a home page.

    Where a release has no translation, the language switch of the model ministry leads to /en, which proves nothing.
    """
    parts = [part for part in urlsplit(address).path.split("/") if part]
    return all(part.lower() in LANGUAGES or _HOME.fullmatch(part) for part in parts)


def _is_same(address: str, own: str | None) -> bool:
    return own is not None and address.partition("#")[0] == own.partition("#")[0]
