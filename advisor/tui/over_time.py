"""Milestones from the app: freeze the session's state, and look at what changed since."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, UnusableInput

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.model.comparison import Comparison
    from advisor.tui.dialogs.milestone import Wish
    from advisor.tui.hub import Hub
    from advisor.workflows.milestone import Frozen


def _ready(app: Hub) -> Path | None:
    """The file of the session once it holds everything; None, told, when there is none."""
    session = app.session
    if session is None:
        return None
    if session.supposing:
        app.notify("What is supposed has no history: keep it or discard it first.", markup=False)
        return None
    if session.path is None or not session.has_file:
        app.notify("Save the assessment first: milestones lie beside its file.", markup=False)
        return None
    if not app.save_now():
        app.notify(app.status, title="Not frozen", severity="error", markup=False)
        return None
    return session.path


def ask(app: Hub) -> None:
    """Offer both: to freeze, and to look back where there is something to look back to."""
    path = _ready(app)
    if path is None:
        return
    from advisor.tui.dialogs.choose import ChooseDialog, Way
    from advisor.workflows.milestone import milestones_of

    if not milestones_of(path).frozen:
        ask_milestone(app)
        return

    def take(way: str | None) -> None:
        if way == "freeze":
            ask_milestone(app)
        elif way == "look":
            show_changes(app)

    ways = (
        Way("look", "What changed since a milestone", "Answers, scores, advice, cost; and the way done."),
        Way("freeze", "Freeze a milestone", "How things stand today, to compare with later."),
    )
    app.push_screen(ChooseDialog("Milestones", "", ways), take)


def ask_milestone(app: Hub) -> None:
    """Ask for a name, and freeze."""
    path = _ready(app)
    if path is None:
        return
    from advisor.tui.dialogs.milestone import MilestoneDialog
    from advisor.workflows.milestone import freeze, milestones_of

    def take(wish: Wish | None) -> None:
        if wish is None:
            return
        try:
            frozen = freeze(path, wish.name, date=datetime.date.today(), note=wish.note)
        except UnusableInput as error:
            app.show_problems("Not frozen", error.problems)
        except AdvisorError as error:
            app.notify(str(error), title="Not frozen", severity="error", markup=False)
        else:
            text = f"{frozen.path.parent.name}/{frozen.path.name}. F11 shows what has changed since."
            app.notify(text, title="Frozen", markup=False)

    app.push_screen(MilestoneDialog(milestones_of(path).frozen), take)


def show_changes(app: Hub) -> None:
    """What changed since a milestone; asked for, when there are several."""
    path = _ready(app)
    if path is None:
        return
    from advisor.tui.dialogs.choose import ChooseDialog, Way
    from advisor.workflows.milestone import milestones_of

    shelf = milestones_of(path)
    if shelf.problems and not shelf.frozen:
        app.show_problems("No milestone can be read", shelf.problems)
        return
    if not shelf.frozen:
        app.notify("There is no milestone yet: F11 freezes how things stand today.", markup=False)
        return
    newest = tuple(reversed(shelf.frozen))
    if len(newest) == 1:
        _show(app, path, newest[0])
        return

    def take(place: str | None) -> None:
        if place is not None:
            _show(app, path, newest[int(place)])

    ways = [
        Way(str(place), f"{one.milestone.date.isoformat()}  {one.milestone.milestone}", one.milestone.note)
        for place, one in enumerate(newest)
    ]
    app.push_screen(ChooseDialog("What changed since …", "The newest milestone comes first.", ways), take)


def _show(app: Hub, path: Path, frozen: Frozen) -> None:
    from advisor.tui.screens.compare import CompareScreen
    from advisor.workflows.compare import compare_states, frozen_state, state_at

    def work() -> None:
        try:
            found = compare_states(frozen_state(frozen.path, frozen.milestone), state_at(path))
        except UnusableInput as error:
            app.call_from_thread(app.show_problems, "Not compared", error.problems)
        else:
            app.call_from_thread(push, found)

    def push(found: Comparison) -> None:
        app.push_screen(CompareScreen(found))

    app.run_worker(work, thread=True, group="comparing", exclusive=True)
