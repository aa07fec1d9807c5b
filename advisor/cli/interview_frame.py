"""Lines of the interview that are about the whole assessment: workloads, reader, length, milestones.

What the terminal app has dialogs for. Each function changes the session and says in a sentence what it did;
saving is the interview's business.
"""

from __future__ import annotations

import datetime
from difflib import get_close_matches

from advisor.cli.plain import clean, wrap
from advisor.decision.walk import Step
from advisor.workflows.session import Session
from advisor.workflows.session_edits import InvalidEntry

WORKLOAD_WAYS = "workload add NAME[:KIND], workload rename ID NEW NAME, or workload remove ID"


def workload_lines(session: Session) -> list[str]:
    """The workloads with their kinds, and how they are changed."""
    kinds = {kind.id: kind.title for kind in session.pack.manifest.workload_kinds}
    lines = ["Workloads, each with advice of its own:"]
    for each in session.assessment.workloads:
        title, kind = clean(each.title or each.id), clean(kinds.get(each.kind, each.kind))
        lines += wrap(f"{each.id}: {title}, {kind} ({each.kind})", indent="    ", first="  ")
    lines += wrap(f"Kinds: {', '.join(kinds)}.", indent="    ", first="  ")
    return [*lines, *wrap(f"Change them with {WORKLOAD_WAYS}.", indent="    ", first="  ")]


def edit_workload(session: Session, typed: str) -> str:
    """Add, rename or remove a workload; what was done, in a sentence.

    Raises:
        InvalidEntry: it cannot be done, and why; nothing is changed then.
    """
    word, _, rest = typed.partition(" ")
    rest = rest.strip()
    if word == "add" and rest:
        return _added(session, rest)
    if word == "rename":
        which, _, title = rest.partition(" ")
        if title.strip():
            before = _known(session, which)
            session.rename_workload(before, title)
            return f"“{before}” is now called {title.strip()}."
    if word == "remove" and rest:
        which = _known(session, rest)
        title = session.workload_title(which) or which
        session.remove_workload(which)
        return f"{title} and its answers are taken out; undo brings them back."
    raise InvalidEntry(f"Type {WORKLOAD_WAYS}.")


def persona_lines(session: Session) -> list[str]:
    """For whom the report is written, and for whom it could be."""
    chosen = session.assessment.persona
    lines = ["Reports are written for:"]
    for each in session.pack.personas:
        mark = ", chosen" if each.id == chosen else ""
        lines += wrap(f"{each.id}: {clean(each.title)}{mark}", indent="    ", first="  ")
    return [*lines, "  Choose with persona ID."]


def choose_persona(session: Session, typed: str) -> str:
    """Say for whom the report is written.

    Raises:
        InvalidEntry: there is no such reader.
    """
    wanted = typed.casefold()
    found = next((p for p in session.pack.personas if wanted in (p.id, p.title.casefold())), None)
    if found is None:
        raise InvalidEntry(
            f"There is no reader “{clean(typed)}”; {_near(wanted, list(session.pack.persona_by_id))}"
        )
    session.set_persona(found.id)
    return f"Reports are now written for: {found.title}."


def found_lines(session: Session, typed: str) -> list[str]:
    """The questions in which every word is found, numbered as ``jump`` takes them."""
    words = typed.casefold().split()
    lines: list[str] = []
    for number, step in enumerate(session.steps(), 1):
        if all(word in _searched(session, step) for word in words):
            whom = session.workload_title(step.workload)
            about = f"{step.question.short}, {whom}" if whom else step.question.short
            lines += wrap(clean(about), indent="       ", first=f"  {number:>3}. ")
    return lines or [f"No question has “{clean(typed)}” in it."]


def freeze_milestone(session: Session, name: str) -> list[str]:
    """Freeze how the saved file stands today.

    Raises:
        InvalidEntry: there is nothing to freeze yet.
        AdvisorError: it could not be written.
    """
    from advisor.workflows.milestone import freeze

    path = session.path
    if path is None or session.unsaved:
        raise InvalidEntry("Save first: a milestone freezes what stands in the file.")
    frozen = freeze(path, name, date=datetime.date.today(), note=None)
    state = frozen.milestone.state
    return [
        *wrap(f"Frozen in {frozen.path.name}: {state.organisation}, {state.now}."),
        "changes tells what has changed since.",
    ]


def _added(session: Session, typed: str) -> str:
    kinds = [each.id for each in session.pack.manifest.workload_kinds]
    name, colon, kind = typed.rpartition(":")
    name, kind = (name.strip(), kind.strip()) if colon else (typed, kinds[0])
    if not name:
        raise InvalidEntry("Give the workload a name.")
    if kind not in kinds:
        raise InvalidEntry(f"There is no kind “{clean(kind)}”; {_near(kind, kinds)}")
    new = session.add_workload(name, kind)
    return f"{name} is added as “{new}” ({kind}); its questions come after those that are there."


def _known(session: Session, typed: str) -> str:
    ids = [each.id for each in session.assessment.workloads]
    if typed not in ids:
        raise InvalidEntry(f"There is no workload “{clean(typed)}”; {_near(typed, ids)}")
    return typed


def _searched(session: Session, step: Step) -> str:
    whom = session.workload_title(step.workload) or ""
    return f"{step.question.id} {step.question.short} {step.question.ask} {whom}".casefold()


def _near(typed: str, known: list[str]) -> str:
    near = get_close_matches(typed, known, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}."
