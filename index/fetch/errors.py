"""What can go wrong with a newsroom? An address that is not got, or a run that cannot go on."""

from search.errors import SearchError


class NotGot(SearchError):
    """One address that could not be got; the run goes on.

    Attributes:
        reason: in plain words.
        do: what staff can do about it.
        transient: whether it may well be got when it is asked again.
        wait: seconds for which the newsroom asks to be left alone, 0 if it does not say.
    """

    def __init__(self, reason: str, do: str, *, transient: bool = False, wait: float = 0.0) -> None:
        self.reason = reason
        self.do = do
        self.transient = transient
        self.wait = wait
        super().__init__(reason)


class NotAllowed(NotGot):
    """An address that must not be asked: its host is not configured, or robots.txt disallows it."""


class FetchFailed(SearchError):
    """A run that ended before its time; what was got until then is kept, and the next run goes on from there."""


class Interrupted(FetchFailed):
    """Somebody asked the run to end."""
