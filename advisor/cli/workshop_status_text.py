"""Where a workshop stands, as plain lines: who has answered, what the advice can still be, and the agenda."""

from __future__ import annotations

from advisor.cli.plain import Style, clean, pad, width_of, wrap
from advisor.cli.workshop_question_text import STAGES
from advisor.workflows.workshop import Room
from advisor.workflows.workshop_board import Board, Item, Worth, outcome_label
from advisor.workflows.workshop_steps import spoken

_ENOUGH = 3
"""Questions revealed before a figure about the whole panel says anything."""


def status_lines(room: Room, board: Board, style: Style) -> list[str]:
    """Who has answered how much, what the advice can still be, and the agenda."""
    workshop = room.workshop
    lines = [style.paint(clean(workshop.workshop), "bold")]
    about = [workshop.date, f"led by {workshop.facilitator}" if workshop.facilitator else None]
    about.append(f"{room.pack.manifest.title} {room.pack.version}")
    lines += wrap(f" {style.dot} ".join(each for each in about if each))
    lines += ["", *_people(room, style), "", *_advice(room, board, style), ""]
    return [*lines, *_agenda(board, style)]


def _people(room: Room, style: Style) -> list[str]:
    if not room.participants:
        return ["Nobody has joined yet.", f"advisor workshop join {room.folder} --name NAME"]
    wide = min(max(width_of(clean(each.name)) for each in room.participants), 30)
    lines = [f"Participants ({len(room.participants)})"]
    for each in room.participants:
        done, asked = room.progress(each)
        share = done / asked if asked else 0.0
        broken = "  file cannot be read just now; the last state counts" if each.broken else ""
        count = f"{done} of {asked}"
        lines.append(f"  {pad(clean(each.name), wide)}  {style.share(share, 20)}  {count}{broken}")
    return lines


def _advice(room: Room, board: Board, style: Style) -> list[str]:
    if board.voters < 2:
        return ["Fewer than two people have answered; nothing can be disputed yet."]
    lines: list[str] = []
    titles = {each.id: each.title or each.id for each in room.workloads}
    for each in board.outlooks:
        now = list(dict.fromkeys(outcome_label(room, pair[0]) for pair in each.pairs))
        target = list(dict.fromkeys(outcome_label(room, pair[1]) for pair in each.pairs))
        text = f"{titles[each.workload]}: today {_or(now)} {style.arrow} target {_or(target)}"
        lines += wrap(text, indent="    ", first="  ")
    if board.nothing_to_discuss:
        why = "the advice is the same in every combination of your answers"
        if not board.settled:
            why = "no disagreement changes the advice; only what nobody has answered yet can"
        lines += wrap(f"Nothing to discuss: {why}.")
    revealed = sum(bool(each.rounds) for each in board.items)
    if board.alpha is not None and revealed >= _ENOUGH:
        lines += wrap(
            f"Agreement of the panel on what was revealed: {board.alpha:.2f} (Krippendorff's alpha, ordinal)."
        )
    return ["What the advice can still be, over all combinations of answers:", *lines]


def _agenda(board: Board, style: Style) -> list[str]:
    lines: list[str] = []
    parts = (
        (Worth.DISCUSS, "Agenda: what can change the advice, most telling first"),
        (Worth.NOTHING, "Nothing to discuss: people differ, and the advice does not change"),
        (Worth.DONE, "Agreed"),
    )
    for worth, title in parts:
        items = [each for each in board.items if each.worth is worth]
        if not items:
            continue
        lines += [style.paint(title, "bold")]
        for number, item in enumerate(items, 1):
            first = f"  {number:>2}. " if worth is Worth.DISCUSS else "   - "
            name = clean(item.question.short) + (
                f", {clean(item.workload_title)}" if item.workload_title else ""
            )
            lines += wrap(
                f"{name} [{spoken(item.key)}] {style.dot} {_stage(item)}", indent="      ", first=first
            )
        lines.append("")
    rest = [each for each in board.items if each.worth in (Worth.ALIKE, Worth.TOO_FEW)]
    if rest:
        alike = sum(each.worth is Worth.ALIKE for each in rest)
        few = len(rest) - alike
        told = []
        if alike:
            told.append(f"On {_count(alike, 'question')} the answers count alike.")
        if few:
            told.append(f"On {_count(few, 'question')} fewer than two people have answered so far.")
        lines += wrap(" ".join(told))
    return lines


def _stage(item: Item) -> str:
    text = STAGES[item.stage]
    if item.worth is Worth.DISCUSS and item.dispute is not None and not item.dispute.changes_now:
        text = f"changes the target only; {text}"
    everybody = len(item.voted) + len(item.waiting)
    return f"{text}, {len(item.voted)} of {everybody} done"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _or(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
