"""What was rejected or warned of, and what should be done? JSON Lines, one for each.

{"level": "rejected", "source": "2020.jsonl", "line": 17, "entry": null, "id": null, "reason": "no title", "do": "…"}
"""

import json
from typing import TextIO

from index.outcome import Rejected
from index.run import Noted


class Report:
    """Writes every note as it comes; without a file it keeps nothing."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    def write(self, noted: Rejected | Noted) -> None:
        """One line for one note."""
        if self._file:
            self._file.write(line_of(noted) + "\n")


def line_of(noted: Rejected | Noted) -> str:
    """A note as one line of JSON."""
    about = noted if isinstance(noted, Rejected) else noted.warning
    row = {
        "level": "rejected" if isinstance(noted, Rejected) else "warning",
        "source": noted.place.source if noted.place else None,
        "line": noted.place.line if noted.place else None,
        "entry": noted.place.entry if noted.place else None,
        "id": noted.id,
        "reason": about.reason,
        "do": about.do,
    }
    return json.dumps(row, ensure_ascii=False)
