"""At which addresses of the network is a host, and may they be talked to?

A name is looked up once for a request; what was checked is what is connected to. A name that leads first to the
internet and a moment later to a machine inside (DNS rebinding) so gains nothing.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread

from index.fetch.addresses import Origin
from index.fetch.errors import NotAllowed, NotGot

Lookup = Callable[[str, int], Sequence[str]]

_TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 inside IPv6, as NAT64 has it


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses that the system knows for a host, as text.

    Raises:
        OSError: it knows none.
    """
    return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def permitted(origin: Origin, lookup: Lookup, seconds: float, *, internal: bool) -> Sequence[str]:
    """The IP addresses of a host that may be connected to.

    An address outside the internet is permitted where the host is configured as that very address, where it is
    `localhost` and the address is a loopback one, and for `internal` newsrooms.

    Args:
        origin: a configured one.
        lookup: how names become addresses.
        seconds: for which to wait.
        internal: whether the newsroom is set up as being inside.

    Raises:
        NotGot: the host is not found, or not in time.
        NotAllowed: it is found only inside.
    """
    if _is_literal(origin.host):
        return [origin.host]
    found = _within(seconds, origin, lookup)
    allowed = [each for each in found if internal or _is_permitted(origin.host, each)]
    if not allowed:
        raise NotAllowed(
            f"{origin.host} leads to {', '.join(found)}, which is no address of the internet",
            "if the newsroom is inside your network, set internal = true for it",
        )
    return allowed


def _is_permitted(host: str, text: str) -> bool:
    address = _innermost(text)
    if host == "localhost":
        return address.is_loopback
    return address.is_global and not address.is_multicast


def _innermost(text: str) -> IPv4Address | IPv6Address:
    """The address, or the IPv4 address that is wrapped in it."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address in _TRANSLATED:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
        return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
    return address


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _within(seconds: float, origin: Origin, lookup: Lookup) -> Sequence[str]:
    """What the lookup finds; in a thread, since the system's cannot be given a time."""
    found: list[Sequence[str]] = []
    failed: list[OSError] = []

    def look() -> None:
        try:
            found.append(lookup(origin.host, origin.port))
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found or not found[0]:
        reason = f": {failed[0].strerror or failed[0]}" if failed else ""
        raise NotGot(f"the host {origin.host} is not found{reason}", "check its name and the network", transient=True)
    return found[0]
