"""How does a release leave as a line of JSON? With the fields that `newsroom index` reads, and nothing but them."""

import json
from typing import Any

from search.release import Part, Release
from search.results import Hit

# Where these are absent, `newsroom index` finds them out from the text; an empty list says that there are none.
_NONE_IS_SAID = ("ministers", "countries")


def line(hit: Hit) -> str:
    """The release on a line of its own; what has no value is left out, but for lists that the reader would fill.

    Its versions are those that readers can see, not those that its source states: one may be under embargo.
    """
    fields = described(hit.release) | {"translation_of": [version.id for version in hit.translations]}
    said = {name: value for name, value in fields.items() if value or name in _NONE_IS_SAID}
    return json.dumps(said, ensure_ascii=False) + "\n"


def described(release: Release) -> dict[str, Any]:
    """The fields of a release by itself, empty ones as well."""
    return {
        "id": release.id,
        "url": release.url,
        "kind": release.kind.value,
        "published": release.published and release.published.isoformat(),
        "language": release.language,
        "title": release.title,
        "alternative_titles": [each.text for each in release.blocks if each.part is Part.ALTERNATIVE_TITLE],
        "lead": release.lead,
        "body": release.body,
        "ministers": [minister.name for minister in release.ministers],
        "countries": list(release.countries),
        "embargo_until": release.embargo_until and release.embargo_until.isoformat(),
    }
