"""What does a file that people write say? TOML, or a sentence on why it cannot be read."""

import tomllib
from pathlib import Path
from typing import Any

from search.errors import InvalidSettings


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """The content of a file.

    Args:
        path: of the file.
        what: it is, such as "the pairs", for the sentence.

    Raises:
        InvalidSettings: it is not there, not in UTF-8, or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSettings(f"{path}: cannot read {what}: {error}") from error
