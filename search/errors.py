"""What can go wrong? One base class, few kinds, each carrying the value that caused it and saying what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a message for the translation catalogues; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a request.

    Attributes:
        parameter: the name of the parameter at fault, as in the address.
        message: English, with named places (`%(value)s`); also the key of its translation.
        values: what fills the places.
    """

    parameter: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """The message in English with its places filled."""
        return self.message % self.values


class SearchError(Exception):
    """Base of all errors that this project raises on purpose; its text is fit to be shown to a user."""


class InvalidQuery(SearchError):
    """A request that cannot be answered as asked; `problems` lists every fault at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.parameter}: {problem.detail}" for problem in self.problems))


class InvalidRelease(SearchError):
    """Text and facts that do not make a release; the message says which one is missing or wrong."""


class InvalidSettings(SearchError):
    """A configuration file that cannot be used; the message names the file and every fault."""


class EngineUnavailable(SearchError):
    """There is no index at this address, or it cannot be read; the message says what to run."""


class EngineBusy(SearchError):
    """Another writer holds the index; nothing was changed."""


class IndexOutdated(SearchError):
    """The index was written under another format or analysis; the message says how to rebuild it."""
