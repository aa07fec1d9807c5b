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
    from advisor.workflows.session_told import Difference

KEEP, NAME, DISCARD, ON = "keep", "name", "discard", "on"
_LOADED: WeakKeyDictionary[Session, str] = WeakKeyDictionary()
"""The scenario that was gone on from, to be offered as the name."""
_AT_WEIGHTS: WeakKeyDictionary[Session, bool] = WeakKeyDictionary()
"""Sessions whose weights are looked at: whether that began the what-if."""


def begin(hub: Hub) -> None:
    """From now on nothing that is answered gets into the file."""
    session = hub.session
    if session is None or session.supposing:
        return
    hub.save_now()
    session.suppose()
    hub.refresh_session()


def keep(hub: Hub, then: Callable[[], object] | None = None) -> None:
    """What is supposed becomes so; undo takes it back at once. Weights cannot: that is asked about first.

    ``then`` comes after that, unless one goes on supposing.
    """
    session = hub.session
    if session is None or not session.supposing:
        return
    if session.supposed_weights:
        _ask_about_weights(hub, then)
        return
    changed = session.differs
    hub.edited(session.keep_supposed())
    hub.refresh_session()
    hub.notify("Kept: ^z takes it back." if changed else "Nothing was changed.", markup=False)
    if then is not None:
        hub.call_later(then)


def _ask_about_weights(hub: Hub, then: Callable[[], object] | None) -> None:
    """Weights are the questionnaire's: only a scenario can keep others."""
    session = hub.session
    if session is None:
        return
    from advisor.tui.dialogs.choose import ChooseDialog, Way

    weights = sum(map(len, session.supposed_weights.values()))
    answers = session.assessment != session.own_assessment
    what = "The other weight is" if weights == 1 else f"The {weights} other weights are"
    text = f"Weights belong to the questionnaire, so an assessment cannot keep them. {what} not saved."

    def decide(way: str | None) -> None:
        if way == NAME:
            keep_as_scenario(hub, lambda _: _over(hub, then))
        elif way == KEEP:
            hub.edited(session.keep_supposed())
            hub.refresh_session()
            text = "The answers are kept, the weights are the questionnaire's again: ^z takes it back."
            hub.notify(text, markup=False)
            if then is not None:
                hub.call_later(then)
        elif way == DISCARD:
            discard(hub)
            if then is not None:
                hub.call_later(then)

    ways = [Way(NAME, "Keep it all as a scenario (K)", "Beside the file, under a name; the present stays.")]
    if answers:
        detail = "As one change that can be undone. The weights go back to the questionnaire's."
        ways.append(Way(KEEP, "Keep the answers, drop the weights", detail))
    ways.append(Way(DISCARD, "Discard it all" if answers else "Discard the weights"))
    ways.append(Way(ON, "Go on supposing"))
    hub.push_screen(ChooseDialog("Weights cannot be kept in an assessment", text, ways, at=ON), decide)


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
    from advisor.workflows.session_told import in_a_sentence

    def decide(way: str | None) -> None:
        if way == KEEP:
            keep(hub, then)
        elif way == NAME:
            keep_as_scenario(hub, lambda _: _over(hub, then))
        elif way == DISCARD:
            discard(hub)
            if then is not None:
                hub.call_later(then)

    ways = (
        Way(KEEP, "Keep", "The supposed answers become yours, as one change that can be undone."),
        Way(DISCARD, "Discard", "Everything is as it was before."),
        Way(ON, "Go on supposing"),
        Way(NAME, "Name it", "It is kept as a scenario beside the file; the present stays as it was."),
    )
    found = supposed(session)
    text = f"Nothing has been saved. Supposed: {in_a_sentence(found)}."
    hub.push_screen(ChooseDialog("What if: keep these answers?", text, ways, at=ON), decide)


def supposed(session: Session) -> tuple[Difference, ...]:
    """What is supposed to differ from the present."""
    from advisor.workflows.session_told import differences

    before = (session.own_pack, session.own_assessment)
    return differences(before, (session.pack, session.assessment)) if session.differs else ()


def show_supposed(hub: Hub) -> None:
    """All that is supposed; choosing one of it leads to where it can be changed."""
    session = hub.session
    found = supposed(session) if session is not None else ()
    if not found:
        hub.notify("Nothing is supposed yet: change answers, weights (W) or costs (F12).", markup=False)
        return
    from advisor.tui.dialogs.choose import ChooseDialog, Way

    def take(way: str | None) -> None:
        if way is None:
            return
        chosen = found[int(way)]
        if chosen.step is not None:
            hub.go_to_step(chosen.step)
        elif chosen.kind == "weight":
            show_weights(hub)
        elif chosen.kind == "amount":
            hub.action_go("costs")

    ways = [
        Way(str(place), each.title, f"{each.before} → {each.after}" if each.before or each.after else None)
        for place, each in enumerate(found)
    ]
    text = "Nothing of it is saved. Enter leads to where it can be changed."
    hub.push_screen(ChooseDialog(f"What is supposed: {len(found)}", text, ways), take)


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
    _AT_WEIGHTS.pop(session, None)  # What follows is the scenario, wherever it was asked for.
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
    session = hub.session
    if session is None:
        return
    from advisor.tui.screens.weights import WeightsScreen

    _AT_WEIGHTS[session] = not session.supposing
    begin(hub)
    hub.push_screen(WeightsScreen(session))


def back_from_weights(hub: Hub) -> None:
    """Show what other weights do; a what-if that was begun for them alone ends where none was changed."""
    session = hub.session
    if session is not None and session in _AT_WEIGHTS:
        if _AT_WEIGHTS.pop(session) and session.supposing and not session.differs:
            session.drop_supposed()
        hub.refresh_session()
