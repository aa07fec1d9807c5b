"""``advisor workshop``: many people answer, differ, talk about what matters, and agree.

The commands stand in files by what somebody wants: ``workshop_new`` begins one, ``workshop_join`` is for who
takes part, ``workshop_lead`` for who leads it, ``workshop_people`` changes who is there, and
``workshop_results`` writes what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable

from advisor.cli.workshop_join import join, reset_pin, take_in
from advisor.cli.workshop_lead import agree, open_, reopen, reveal, show, status, vote_again
from advisor.cli.workshop_new import new
from advisor.cli.workshop_people import remove, rename
from advisor.cli.workshop_results import merge, minutes

HELP = (
    "Run a workshop: a folder with one file for each participant, votes hidden until they are revealed.\n\n"
    "The agenda puts first what changes the advice; what does not is said to be nothing to discuss."
)

COMMANDS: dict[str, Callable[..., int | None]] = {
    "new": new,
    "join": join,
    "import": take_in,
    "reset-pin": reset_pin,
    "open": open_,
    "status": status,
    "show": show,
    "reveal": reveal,
    "vote-again": vote_again,
    "agree": agree,
    "reopen": reopen,
    "merge": merge,
    "minutes": minutes,
    "rename": rename,
    "remove": remove,
}
"""Name to function, in the order of the help."""
