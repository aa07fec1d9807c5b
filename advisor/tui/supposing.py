"""What if: answers for the sake of argument, to be kept or discarded, never saved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from advisor.errors import AdvisorError, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.content.yaml_reader import Source
    from advisor.model.scenario import Scenario
    from advisor.tui.hub import Hub
    from advisor.workflows.session import Session

KEEP, NAME, DISCARD, ON = "keep", "name", "discard", "on"
_LOADED: WeakKeyDictionary[Session, str] = WeakKeyDictionary()
"""The scenario that was gone on from, to be offered as the name."""


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
    changed, weights = session.differs, bool(session.supposed_weights)
    hub.edited(session.keep_supposed())
    hub.refresh_session()
    text = "Kept: ^z takes it back." if changed else "Nothing was changed."
    if weights:
        text += " The weights are the questionnaire's again; a scenario keeps others."
    hub.notify(text, markup=False)


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
        elif way == NAME:
            keep_as_scenario(hub, lambda _: _over(hub, then))
        elif way == DISCARD:
            discard(hub)
        if way in {KEEP, DISCARD} and then is not None:
            hub.call_later(then)

    ways = (
        Way(KEEP, "Keep", "The supposed answers become yours, as one change that can be undone."),
        Way(DISCARD, "Discard", "Everything is as it was before."),
        Way(ON, "Go on supposing"),
        Way(NAME, "Name it", "It is kept as a scenario beside the file; the present stays as it was."),
    )
    hub.push_screen(ChooseDialog("What if: keep these answers?", "Nothing has been saved.", ways), decide)


def _over(hub: Hub, then: Callable[[], object] | None) -> None:
    """End supposing once it is kept under a name."""
    if hub.session is not None:
        hub.session.drop_supposed()
        hub.refresh_session()
    if then is not None:
        hub.call_later(then)


def keep_as_scenario(hub: Hub, then: Callable[[str], object] | None = None) -> None:
    """Ask for a name, and keep what is supposed as a scenario; ``then`` is told the name."""
    session = hub.session
    if session is None:
        return
    if not session.supposing or not session.differs:
        hub.notify("Nothing is supposed yet: F9, then change answers, weights or amounts.", markup=False)
        return
    if session.path is None:
        hub.notify("Save the assessment first: scenarios lie beside its file.", markup=False)
        return
    from advisor.tui.dialogs.prompt import PromptDialog

    def take(name: str | None) -> None:
        if name is not None:
            _keep_named(hub, name, then)

    text = "What is supposed is kept under this name, beside the file. The present stays as it is."
    dialog = PromptDialog(
        "Keep as a scenario",
        text,
        value=_LOADED.get(session, ""),
        example="Cheaper power",
        missing="Type a name.",
    )
    hub.push_screen(dialog, take)


def _keep_named(hub: Hub, name: str, then: Callable[[str], object] | None) -> None:
    from advisor.content.scenario_file import load_scenarios, put_scenario, scenario_name
    from advisor.content.scenario_reader import same_name
    from advisor.workflows.scenario import other_workloads, scenario_between

    session = hub.session
    if session is None or session.path is None:
        return
    path = session.path
    try:
        known = [each.name for each in load_scenarios(path).scenarios]
        called = scenario_name(name)
    except UnusableInput as error:
        hub.show_problems("Not kept", error.problems)
        return
    before = (session.own_pack, session.own_assessment)
    scenario = scenario_between(called, before, (session.pack, session.assessment))
    if scenario.empty:
        hub.notify("Nothing that a scenario can say differs from the present.", markup=False)
        return

    def write() -> None:
        try:
            put_scenario(path, scenario)
        except UnusableInput as error:
            hub.show_problems("Not kept", error.problems)
        except AdvisorError as error:
            hub.notify(str(error), title="Not kept", severity="error", markup=False)
        else:
            _LOADED[session] = called
            text = f"“{called}” is kept. S shows it beside the present."
            if other_workloads(*(each[1] for each in (before, (session.pack, session.assessment)))):
                text += " Workloads that were added or removed are no part of it."
            hub.notify(text, markup=False)
            if then is not None:
                then(called)

    taken = any(same_name(each, called) for each in known)
    if not taken or same_name(_LOADED.get(session, ""), called):
        write()
        return
    from advisor.tui.dialogs.choose import ChooseDialog, Way

    ways = (
        Way("replace", "Replace it", "What the scenario supposed before is gone."),
        Way("other", "Leave it", "Nothing is kept; choose another name."),
    )
    title = f"There is a scenario “{called}”"
    hub.push_screen(ChooseDialog(title, "", ways), lambda way: write() if way == "replace" else None)


def load(hub: Hub, scenario: Scenario, source: Source) -> None:
    """Suppose what a scenario supposes, as one edit that can be undone."""
    from advisor.workflows.scenario import suppose

    session = hub.session
    if session is None:
        return
    begin(hub)
    found = suppose(session.own_pack, session.own_assessment, scenario, source)
    session.suppose_all(found.assessment, found.pack)
    _LOADED[session] = scenario.name
    text = f"“{scenario.name}” is supposed now. Go on, then K keeps it under a name."
    if found.left_out:
        text += f" Left out: {'; '.join(each.message for each in found.left_out)}."
    hub.notify(text, markup=False)


def show_scenarios(hub: Hub) -> None:
    """The present and scenarios side by side."""
    if hub.session is None:
        return
    from advisor.tui.screens.scenarios import ScenariosScreen

    hub.push_screen(ScenariosScreen(hub.session))


def show_weights(hub: Hub) -> None:
    """Suppose other weights; begins supposing where nothing is supposed yet."""
    if hub.session is None:
        return
    from advisor.tui.screens.weights import WeightsScreen

    begin(hub)
    hub.push_screen(WeightsScreen(hub.session))
