"""What the server says, takes on, and reads from requests; nothing here knows the network."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

CELLS = 500
"""The most columns, or rows, of a terminal."""

LEFT = "You left the app. Your answers are saved."
STOPPED = "The advisor was stopped on the server. Your answers are saved."
FAILED = "The app ended by itself. Your answers are saved up to the last “Saved”."
NO_KEY = "This link lacks its key. Open the link that was shown when the advisor was started.\n"
NOT_US = "The advisor is not reached under this name.\n"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the server takes on."""

    sessions: int = 8
    """Tabs at the same time."""
    idle: float = 3600.0
    """Seconds without a key or a click after which a tab is closed; 0 for never."""


def cells(given: object, usual: int) -> int:
    """A sensible number of columns or rows."""
    try:
        wanted = int(str(given)[:6])
    except ValueError:
        return usual
    return min(CELLS, max(1, wanted))


def quoted(name: str) -> str:
    """A file's name as RFC 8187 writes it in a header."""
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in name.encode()
    )


def part(name: str) -> str:
    """A file of the page."""
    return files(__package__).joinpath(name).read_text("utf-8")
