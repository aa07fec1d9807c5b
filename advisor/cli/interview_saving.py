"""Saving during the plain interview, and what is said when that does not work."""

from __future__ import annotations

from collections.abc import Callable

from advisor.cli.plain import wrap
from advisor.errors import CannotWrite, FileChanged
from advisor.workflows.session import Session

Say = Callable[[list[str]], None]

_CHANGED = (
    "Nothing was overwritten. Type reload to take what the file holds now, or overwrite to replace it "
    "with the answers given here."
)


def saved(session: Session, say: Say) -> bool:
    """Save, or say why that failed and what can be done."""
    try:
        session.save()
    except FileChanged as error:
        say([*wrap(str(error)), *wrap(_CHANGED)])
        return False
    except CannotWrite as error:
        say([*wrap(str(error)), *wrap("Your answers are still here; type save to try again.")])
        return False
    return True
