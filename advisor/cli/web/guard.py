"""Who may come in: the link's key, the names under which the server is reached, the page that asks.

A browser sends what any web page tells it to send. So a request counts only when it names us as the host
(a foreign name that was pointed at this machine, DNS rebinding, does not), when a socket was opened by a
page of ours (``Origin``), and, away from this machine, when it brings the key of the link.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from yarl import URL

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def new_key() -> str:
    """A key for the link that nobody can guess: 192 bits."""
    return secrets.token_urlsafe(24)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_everywhere(host: str) -> bool:
    """Whether an address stands for all addresses of the machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """What a request has to bring."""

    host: str
    """The address that is listened on."""
    key: str | None = None
    """None: nobody is asked for one."""
    names: frozenset[str] = frozenset()
    """Further names of the server, such as that of a proxy before it."""

    def knows_host(self, header: str | None) -> bool:
        """Whether a request is meant for us; an address cannot be pointed elsewhere, a name can."""
        name = host_of(header)
        if name is None:
            return False
        if name in self.names or name == self.host.lower():
            return True
        if is_loopback(self.host):
            return name in LOOPBACK_NAMES
        return is_everywhere(self.host) and (name in LOOPBACK_NAMES or _is_address(name))

    def is_own_page(self, origin: str | None, host: str | None) -> bool:
        """Whether the page that opens a socket came from the very host that it asks."""
        if origin is None or not host:
            return False
        return origin.lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}

    def holds_key(self, offered: str | None) -> bool:
        """Whether this is the key; takes equally long whatever is offered."""
        if self.key is None:
            return True
        return offered is not None and hmac.compare_digest(offered.encode(), self.key.encode())


def host_of(header: str | None) -> str | None:
    """The name or address in a ``Host`` header, without the port; None where it makes no sense."""
    if not header or any(sign in header for sign in "/?#@\\"):
        return None
    try:
        return URL(f"http://{header}").host
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def headers(host: str) -> Mapping[str, str]:
    """What every answer carries: nothing from elsewhere is loaded, nobody frames the page."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        f"img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
