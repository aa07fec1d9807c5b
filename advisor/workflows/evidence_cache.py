"""Bills that were measured, kept by content: the same files, rules and program give the same figures."""

from __future__ import annotations

import contextlib
import hashlib
import json
from functools import cache
from pathlib import Path

from pydantic import ValidationError

import advisor
from advisor.content.atomic import write_atomically
from advisor.errors import CannotWrite
from advisor.model.bill import Bill
from advisor.workflows.recent import state_folder

_MOST = 20
"""Bills that are kept; the oldest goes first."""


def kept_bill(key: tuple[object, ...]) -> Bill | None:
    """The bill of a key; None when it is not kept, or what is kept cannot be read."""
    path = _path(key)
    try:
        found = json.loads(path.read_bytes())
        text = found["bill"]
        if found["sha256"] != hashlib.sha256(text.encode()).hexdigest():
            return None
        bill = Bill.model_validate_json(text)
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
    with contextlib.suppress(OSError):
        path.touch()
    return bill


def keep_bill(key: tuple[object, ...], bill: Bill) -> None:
    """Keep a bill; a folder that cannot be written is no error."""
    path = _path(key)
    text = bill.model_dump_json(by_alias=True)
    data = json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest(), "bill": text}).encode()
    with contextlib.suppress(OSError, CannotWrite):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        kept = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in kept[_MOST:]:
            old.unlink(missing_ok=True)


def _path(key: tuple[object, ...]) -> Path:
    digest = hashlib.sha256(f"{advisor.__version__}\n{_code()}\n{key!r}".encode()).hexdigest()
    return state_folder() / "evidence" / f"{digest}.json"


@cache
def _code() -> str:
    """Identity of the code that measures."""
    digest = hashlib.sha256()
    package = Path(advisor.__file__).parent
    for path in sorted([*(package / "evidence").glob("*.py"), package / "model" / "bill.py"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
