"""PINs of who takes part through the browser, so that nobody goes on under another's name.

They lie salted and hashed (scrypt, RFC 7914) in a file of the server's own beside the answers. A PIN keeps
colleagues in a browser apart; whoever can read the folder's files needs none.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from advisor.content.atomic import write_atomically
from advisor.content.workshop_file import PARTICIPANTS
from advisor.errors import AdvisorError, CannotWrite, FileChanged, Problem, UnusableInput

PINS = ".pins.json"
SHORTEST, LONGEST = 4, 64
TRIES = 5
"""Wrong PINs after which a name is locked."""
LOCKED = 60.0
"""Seconds for which it is."""
PAUSE = 1.0
"""Seconds that a wrong PIN costs."""
_COST, _BLOCK, _LANES, _LENGTH = 2**14, 8, 1, 32
_RACES = 50
_LIMIT = 1_000_000
"""Bytes of a file of PINs, which is far beyond what a workshop needs."""


class WrongPin(AdvisorError):
    """The PIN is not that of the name, or the name is locked for a while."""


@dataclass(frozen=True, slots=True)
class _Pin:
    salt: str
    hash: str
    wrong: int = 0
    """Wrong ones since the last right one."""
    until: float = 0.0
    """Seconds since 1970 until when no PIN is looked at."""


def pin_problem(pin: str) -> str | None:
    """What is wrong with a PIN that somebody chooses; None when it can be taken."""
    if len(pin) < SHORTEST:
        return f"A PIN has at least {SHORTEST} characters."
    return f"A PIN has at most {LONGEST} characters." if len(pin) > LONGEST else None


def is_claimed(folder: Path, identity: str) -> bool:
    """Whether somebody took part under this name through the browser.

    Raises:
        UnusableInput: the file of PINs is damaged.
    """
    return identity in _read(folder)[0]


def choose_pin(folder: Path, identity: str, pin: str) -> None:
    """Claim a name that nobody has claimed.

    Raises:
        WrongPin: somebody was quicker, or the PIN is too short.
        CannotWrite: the system does not let us.
    """
    problem = pin_problem(pin)
    if problem is not None:
        raise WrongPin(problem)
    made = _made(pin)
    for _ in _attempts(folder):
        pins, before = _read(folder)
        if identity in pins:
            raise WrongPin("Somebody has just taken this name. If it is yours, tell the facilitator.")
        with contextlib.suppress(FileChanged):
            _write(folder, pins | {identity: made}, before)
            return


def check_pin(
    folder: Path,
    identity: str,
    pin: str,
    *,
    now: Callable[[], float] = time.time,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Let somebody come back under their name; a wrong PIN takes a second, and too many lock the name.

    Raises:
        WrongPin: it is not the name's PIN, or the name is locked.
        CannotWrite: the system does not let us.
    """
    kept = _counted(folder, identity, now())
    if hmac.compare_digest(_hash(pin, bytes.fromhex(kept.salt)).hex(), kept.hash):
        _forgiven(folder, identity, kept)
        return
    pause(PAUSE)
    left = TRIES - kept.wrong
    if left <= 0:
        raise WrongPin(f"Wrong PIN. The name is locked for {LOCKED:.0f} seconds now.")
    raise WrongPin(f"Wrong PIN. {left} more {'try' if left == 1 else 'tries'}, then the name is locked.")


def reset_pin(folder: Path, identity: str) -> str:
    """Give a name a new PIN, which the facilitator tells its owner; the new one.

    Raises:
        CannotWrite: the system does not let us.
        UnusableInput: the file of PINs is damaged.
    """
    pin = f"{secrets.randbelow(10**6):06d}"
    made = _made(pin)
    for _ in _attempts(folder):
        pins, before = _read(folder)
        with contextlib.suppress(FileChanged):
            _write(folder, pins | {identity: made}, before)
            break
    return pin


def _counted(folder: Path, identity: str, now: float) -> _Pin:
    """The PIN, with a try counted as wrong before it is looked at: many at once gain nothing."""
    for _ in _attempts(folder):
        pins, before = _read(folder)
        kept = pins.get(identity)
        if kept is None:
            raise WrongPin("The facilitator has just freed this name. Type it again.")
        if kept.until > now:
            seconds = max(1, round(min(kept.until - now, LOCKED)))
            raise WrongPin(f"Too many wrong PINs. Try again in {seconds} seconds.")
        wrong = 1 if kept.wrong >= TRIES else kept.wrong + 1
        until = now + LOCKED if wrong >= TRIES else 0.0
        tried = _Pin(kept.salt, kept.hash, wrong, until)
        with contextlib.suppress(FileChanged):
            _write(folder, pins | {identity: tried}, before)
            return tried
    raise AssertionError("the last attempt raises")


def _forgiven(folder: Path, identity: str, kept: _Pin) -> None:
    for _ in _attempts(folder):
        pins, before = _read(folder)
        found = pins.get(identity)
        if found is None or found.hash != kept.hash:
            return
        with contextlib.suppress(FileChanged):
            _write(folder, pins | {identity: _Pin(kept.salt, kept.hash)}, before)
            return


def _attempts(folder: Path) -> Iterator[int]:
    yield from range(_RACES)
    raise CannotWrite(f"{_place(folder)}: too many programs write it at the same time")


def _made(pin: str) -> _Pin:
    salt = secrets.token_bytes(16)
    return _Pin(salt.hex(), _hash(pin, salt).hex())


def _hash(pin: str, salt: bytes) -> bytes:
    typed = pin[: LONGEST + 1].encode("utf-8", "replace")
    return hashlib.scrypt(typed, salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=_LENGTH)


def _place(folder: Path) -> Path:
    return folder / PARTICIPANTS / PINS


def _read(folder: Path) -> tuple[dict[str, _Pin], bytes | None]:
    """The PINs, and the bytes they were read from; None where there is no file."""
    path = _place(folder)
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT)
    except FileNotFoundError:
        return {}, None
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        return {str(who): _pin(told) for who, told in json.loads(data).items()}, data
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # No way in rather than an open door.
        message = "this is no file of PINs any more"
        hint = "delete it, and give each person a new PIN with “advisor workshop reset-pin”"
        raise UnusableInput([Problem(str(path), None, None, message, hint, "pins")]) from None


def _pin(told: Mapping[str, str]) -> _Pin:
    salt, kept = bytes.fromhex(told["salt"]), bytes.fromhex(told["hash"])
    return _Pin(salt.hex(), kept.hex(), int(told["wrong"]), float(told["until"]))


def _write(folder: Path, pins: dict[str, _Pin], before: bytes | None) -> None:
    path = _place(folder)

    def unchanged() -> None:
        if _read(folder)[1] != before:
            raise FileChanged(f"{path}: somebody changed the file since it was read")

    told = {who: asdict(pin) for who, pin in sorted(pins.items())}
    write_atomically(path, json.dumps(told, indent=1).encode() + b"\n", unchanged)
    if before is None:
        with contextlib.suppress(OSError):
            path.chmod(0o600)
