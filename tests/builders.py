"""How does a test say what it is about? Builders that fill in everything the test does not care for."""

from datetime import date
from typing import Any

from search.engine import Engine
from search.release import Block, Kind, Minister, Part, Release

MAAS = Minister("heiko-maas", "Heiko Maas")
BAERBOCK = Minister("annalena-baerbock", "Annalena Baerbock")


def a_release(
    id: str = "1",
    title: str = "A title",
    *body: str,
    lead: str | None = None,
    language: str = "en",
    title_language: str | None = None,
    title_also: tuple[str, ...] = (),
    published: str | None = "2020-06-04",
    kind: str = "press-release",
    **fields: Any,
) -> Release:
    """A release in one language; `published` as in addresses, None for undated."""
    blocks = [Block(Part.TITLE, title, title_language or language, title_also)]
    if lead:
        blocks.append(Block(Part.LEAD, lead, language))
    paragraphs = body or (() if lead else ("Some text.",))
    blocks += [Block(Part.BODY, paragraph, language) for paragraph in paragraphs]
    fields.setdefault("url", f"https://newsroom.example/{language}/{id}")
    return Release(
        id=id,
        kind=Kind(kind),
        published=date.fromisoformat(published) if published else None,
        language=language,
        blocks=tuple(blocks),
        **fields,
    )


def hashes(engine: Engine) -> dict[str, str]:
    """What an index keeps to see changes by: the content hash of every release that stands."""
    return {id: kept.hash for id, kept in engine.archive().kept().items()}
