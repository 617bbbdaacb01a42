"""What does an index hold, in numbers? Counted from the facts of its releases."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from search.engine import Run, Statistics
from search.facts import Facts


def summarize(
    releases: Collection[Facts],
    now: datetime,
    *,
    size: int,
    format: str,
    generation: str,
    last_run: Run | None,
) -> Statistics:
    """The statistics of these releases at this moment."""
    days = [facts.published for facts in releases if facts.published]
    return Statistics(
        releases=len(releases),
        languages=dict(Counter(facts.language for facts in releases).most_common()),
        first=min(days, default=None),
        last=max(days, default=None),
        undated=len(releases) - len(days),
        embargoed=sum(facts.is_under_embargo(now) for facts in releases),
        size=size,
        format=format,
        generation=generation,
        last_run=last_run,
    )
