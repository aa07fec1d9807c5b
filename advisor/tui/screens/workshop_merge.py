"""The facilitator's key m: write the team's assessment, and never unasked over what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from advisor.tui.screens.workshop_follow import WorkshopFollowing


def merge(
    screen: WorkshopFollowing, *, force: bool = False, then: Callable[[Path], None] | None = None
) -> None:
    """Write what the room answers as a team, say what it rests on, and go on with the file.

    Without ``force`` it is asked whether answers that were given after the last merge are to be replaced.
    """
    from advisor.workflows.workshop_merge import write_team

    try:
        merged = write_team(screen.room, force=force)
    except UnusableInput as error:
        screen.notify(error.problems[0].message, title="Not merged", severity="error", markup=False)
        return
    except AdvisorError as error:
        _ask_to_replace(screen, str(error), then)
        return
    total = sum(merged.counts.values())
    apart = len(merged.apart)
    open_ = f"; {apart} too far apart, so unknown" if apart else ""
    text = f"{total} answers in {merged.path.name}{open_}."
    if merged.hidden:
        text += f" {merged.hidden} were never revealed; the file has no names on them."
    screen.notify(text, title="Merged", markup=False)
    if then is not None:
        then(merged.path)


def _ask_to_replace(screen: WorkshopFollowing, why: str, then: Callable[[Path], None] | None) -> None:
    from advisor.tui.dialogs.choose import ChooseDialog, Way

    def decide(way: str | None) -> None:
        if way == "replace":
            merge(screen, force=True, then=then)

    ways = (Way("keep", "Keep that file"), Way("replace", "Replace its answers by the team's"))
    screen.app.push_screen(ChooseDialog("Merge?", why, ways), decide)
