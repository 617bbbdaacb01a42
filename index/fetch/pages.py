"""What is known of a release's page? All of it is one row; what an answer makes of a page is another row."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of a page."""

    WAITING = "waiting"  # it is listed, and was never got
    PRESENT = "present"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A release's page. Moments are seconds since 1970; runs are numbered from 1, and 0 is before them.

    Attributes:
        address: normalised.
        state: what became of it.
        moved_to: the address where it is now.
        status: of the last answer.
        etag, last_modified: as the newsroom sent them with what is kept.
        content_type, charset: of what is kept, as stated.
        digest: SHA-256 of what is kept, in hexadecimal.
        file, offset, length: the record that holds it: an archive's name, and bytes in it. Kept through everything.
        fetched: when that was got.
        changed: when state or content were last seen to differ.
        checked: when the newsroom last told how it is.
        gone_since: when it was first not there.
        gone_in: the run in which that was.
        stamp: what a listing said of its last change.
        listed_in: the listing that named it last.
        listed: the run in which that was.
        due: when it is to be asked for next.
        is_sought: whether there is a sign that it is new or has changed.
        visited: the last run that asked for it.
        tries: runs in a row in which it was not got.
        reason, do: why not, and what to do.
    """

    address: str
    state: State = State.WAITING
    moved_to: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    charset: str | None = None
    digest: str | None = None
    file: str | None = None
    offset: int | None = None
    length: int | None = None
    fetched: float | None = None
    changed: float | None = None
    checked: float | None = None
    gone_since: float | None = None
    gone_in: int | None = None
    stamp: str | None = None
    listed_in: str | None = None
    listed: int = 0
    due: float = 0.0
    is_sought: bool = True
    visited: int = 0
    tries: int = 0
    reason: str | None = None
    do: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A listing, or a part of one.

    Attributes:
        address: normalised.
        start: the address of the first part, or that of a list with its place for an offset.
        part: from 0.
        nesting: how many sitemaps led to it.
        stamp: what the sitemap that led to it says of its last change, now.
        read_stamp: what that said when it was last read.
        etag, last_modified: for asking whether it has changed; None where it must be read anyway.
        read: when it was last read, in seconds since 1970.
        walked: when the listing was last followed to its end, which is kept with its first part.
        wanted: the last run that wants it.
        done: the last run that dealt with it.
        whole: the last run that saw all that it names, so that what is missing there is missing.
        reason: why it could not be read by the run that dealt with it last.
    """

    address: str
    start: str
    part: int = 0
    nesting: int = 0
    stamp: str | None = None
    read_stamp: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    read: float = 0.0
    walked: float = 0.0
    wanted: int = 0
    done: int = 0
    whole: int = 0
    reason: str | None = None
