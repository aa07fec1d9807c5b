"""Minutes of a workshop in Markdown: who was there, what was discussed, how the votes lay, what was agreed.

Votes are told as counts of what was revealed, never by name; who does not share an agreement is named,
because they asked to be. Nothing that is still hidden is in it.
"""

from __future__ import annotations

from advisor.decision.labels import answer_label
from advisor.decision.tally import Tally, tally
from advisor.model.workshop import Agreed, Discussion
from advisor.workflows.workshop import Room

_SPECIAL = set("\\`*_{}[]<>()#+!|~$&")


def minutes(room: Room) -> str:
    """The minutes; the same room gives the same bytes."""
    workshop = room.workshop
    lines = [f"# Minutes: {_safe(workshop.workshop)}", ""]
    about = (
        ("Organisation", workshop.organisation),
        ("Date", workshop.date),
        ("Led by", workshop.facilitator),
        ("Questions and rules", f"{room.pack.manifest.title} {room.pack.version}"),
        ("Time for each question", _time(workshop.timer)),
    )
    lines += [f"- {name}: {_safe(value)}" for name, value in about if value]
    titles = [each.title or each.id for each in room.workloads]
    lines += [f"- Workloads: {', '.join(map(_safe, titles))}", "", "## Attendance", ""]
    lines += ["| who | has answered | of |", "| --- | ---: | ---: |"]
    for person in room.participants:
        done, asked = room.progress(person)
        lines.append(f"| {_safe(person.name)} | {done} | {asked} |")
    if not room.participants:
        lines += ["| nobody | | |"]
    held = [each for each in workshop.discussions if each.rounds or each.agreed]
    lines += ["", "## Discussed, in this order", ""]
    if not held:
        lines += ["Nothing was revealed or agreed.", ""]
    for number, each in enumerate(held, start=1):
        lines += _discussed(room, each, number)
    agreed = sum(each.agreed is not None for each in held)
    lines += ["## In short", "", f"{len(held)} discussed, {agreed} agreed, {len(held) - agreed} left open."]
    return "\n".join(lines) + "\n"


def _discussed(room: Room, discussion: Discussion, number: int) -> list[str]:
    question = room.question(discussion.key)
    title = room.workload_title(discussion.key)
    about = f"{question.short}, {title}" if title else question.short
    lines = [f"### {number}. {_safe(about)}", "", _safe(question.ask), ""]
    for place, each in enumerate(discussion.rounds, start=1):
        lines += [f"Vote {place}:", "", *_counts(tally(question, room.agreement, each.votes)), ""]
    if discussion.voting:
        lines += ["A further vote was under way.", ""]
    if discussion.agreed is None:
        return [*lines, "Not agreed.", ""]
    return [*lines, *_agreed(room, answer_label(question, discussion.agreed.answer), discussion.agreed), ""]


def _agreed(room: Room, label: str, agreed: Agreed) -> list[str]:
    lines = [f"**Agreed:** {_safe(label)}"]
    if agreed.rationale:
        lines += ["", f"Because: {_safe(agreed.rationale)}"]
    if agreed.dissent:
        lines += ["", "Not shared by:", ""]
        for each in agreed.dissent:
            why = f": {_safe(each.why)}" if each.why else ""
            lines.append(f"- {_safe(room.names.get(each.who, each.who))}{why}")
    return lines


def _counts(found: Tally) -> list[str]:
    lines = [f"- {_safe(bar.label)}: {bar.count}" for bar in found.bars if bar.count]
    if found.unknown:
        lines.append(f"- unknown: {len(found.unknown)}")
    if found.not_applicable:
        lines.append(f"- does not apply: {len(found.not_applicable)}")
    return lines or ["- no votes"]


def _time(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02} minutes"


def _safe(text: str) -> str:
    """A person's text as one line that Markdown takes for nothing but text."""
    line = "".join(char if char.isprintable() else "�" for char in " ".join(text.split()))
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in line)
