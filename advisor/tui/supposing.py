"""What if: answers for the sake of argument, to be kept or discarded, never saved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.tui.hub import Hub

KEEP, DISCARD, ON = "keep", "discard", "on"


def begin(hub: Hub) -> None:
    """From now on nothing that is answered gets into the file."""
    session = hub.session
    if session is None or session.supposing:
        return
    hub.save_now()
    session.suppose()
    hub.refresh_session()


def keep(hub: Hub) -> None:
    """What is supposed becomes so; undo takes it back at once."""
    session = hub.session
    if session is None or not session.supposing:
        return
    changed = session.differs
    hub.edited(session.keep_supposed())
    hub.refresh_session()
    hub.notify("Kept: ^z takes it back." if changed else "Nothing was changed.", markup=False)


def discard(hub: Hub) -> None:
    """Back to what is so."""
    session = hub.session
    if session is None or not session.supposing:
        return
    session.drop_supposed()
    hub.refresh_session()
    hub.notify("Discarded: everything is as it was.", markup=False)


def ask(hub: Hub, then: Callable[[], object] | None = None) -> None:
    """Keep, discard or go on supposing; ``then`` comes after the first two."""
    session = hub.session
    if session is None or not session.supposing:
        return
    if not session.differs:
        discard(hub)
        if then is not None:
            then()
        return
    from advisor.tui.dialogs.choose import ChooseDialog, Way

    def decide(way: str | None) -> None:
        if way == KEEP:
            keep(hub)
        elif way == DISCARD:
            discard(hub)
        if way in {KEEP, DISCARD} and then is not None:
            hub.call_later(then)

    ways = (
        Way(KEEP, "Keep", "The supposed answers become yours, as one change that can be undone."),
        Way(DISCARD, "Discard", "Everything is as it was before."),
        Way(ON, "Go on supposing"),
    )
    hub.push_screen(ChooseDialog("What if: keep these answers?", "Nothing has been saved.", ways), decide)
