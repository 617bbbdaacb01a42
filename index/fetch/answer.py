"""What did a newsroom say to one request?"""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True, slots=True)
class Answer:
    """What a newsroom said.

    Attributes:
        address: what was asked for.
        status: HTTP's.
        reason: HTTP's, such as "OK".
        headers: as sent, in order, each on one line.
        content: the body, decompressed; empty for redirects, errors, and what is neither text nor packed text.
        peer: the IP address that answered.
    """

    address: str
    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    content: bytes
    peer: str

    def header(self, name: str) -> str | None:
        """The first header of this name, None if there is none."""
        return next((value for each, value in self.headers if each.lower() == name), None)

    @property
    def content_type(self) -> str:
        """Such as text/html; "" if it is not stated."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the header states."""
        message = Message()
        message["content-type"] = self.header("content-type") or "text/plain"
        return message.get_content_charset()
