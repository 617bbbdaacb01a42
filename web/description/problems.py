"""Which problems can a request meet? What happened and what to do, by status; for people, programs and the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.errors import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem.

    Attributes:
        status: of the answer.
        name: part of the address that tells what it is, for good.
        title: what happened, as pages say it.
        advice: what to do about it.
        about: the same for programmers, in English.
    """

    status: int
    name: str
    title: str
    advice: str
    about: str


_CANNOT = N_("This request cannot be answered")

KINDS: Mapping[int, Kind] = {
    kind.status: kind
    for kind in (
        Kind(
            400,
            "invalid-parameters",
            _CANNOT,
            N_("See below what is wrong with it."),
            "One or more parameters cannot be used. `errors` names every one of them at once, with what is wrong, and "
            "with all values that there are where these can be listed. Sent again unchanged, it fails again.",
        ),
        Kind(
            404,
            "not-found",
            N_("Not found"),
            N_("There is nothing at this address. It was withdrawn, or the address is incomplete."),
            "There is no such address, or no release of this id that can be seen.",
        ),
        Kind(
            405,
            "read-only",
            N_("This cannot be done here"),
            N_("The pages of this site can be read, and nothing else."),
            "Everything here is read with GET, HEAD or OPTIONS; the header Allow says so.",
        ),
        Kind(
            406,
            "not-acceptable",
            _CANNOT,
            N_("What is here comes in another format than the ones asked for."),
            "The header Accept leaves out the format of this address. Leave the header away, or send `*/*`.",
        ),
        Kind(
            410,
            "withdrawn",
            N_("This release was withdrawn"),
            N_("Its newsroom took it back. It can no longer be found or read here."),
            "The newsroom took this release back; the answer says when. Remove it wherever you keep it.",
        ),
        Kind(
            413,
            "too-large",
            _CANNOT,
            N_("It carries more than this site takes."),
            "The request has a body, and a large one, or one that does not tell its length. Nothing here takes any.",
        ),
        Kind(
            414,
            "address-too-long",
            _CANNOT,
            N_("Its address is longer than this site takes."),
            "The address has more than 8,190 bytes. Choose fewer values of a filter, or a shorter text.",
        ),
        Kind(
            429,
            "too-many-requests",
            N_("Too many requests"),
            N_("You ask for more than one reader needs. Please wait a moment, then go on."),
            "You ask more often than this site allows. The header Retry-After says how many seconds to wait.",
        ),
        Kind(
            500,
            "our-fault",
            N_("Something went wrong"),
            N_("The fault is ours, and it was recorded. Please try again in a moment."),
            "The fault is the server's, and it was recorded. Try again in a moment.",
        ),
        Kind(
            503,
            "unavailable",
            N_("The search is not available"),
            N_("Its index is being put in order. Please try again in a few minutes."),
            "The index cannot be read at the moment. The header Retry-After says how many seconds to wait.",
        ),
    )
}
# What no kind is for: the framework's own refusals.
OTHERWISE = (_CANNOT, N_("Please go to the first page and start from there."))
