"""A workshop as plain lines: where it stands, one question, how people join, what a merge did."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from advisor.cli.plain import Style, clean, pad, width_of, wrap
from advisor.content.workshop_file import PARTICIPANTS
from advisor.decision.labels import answer_label
from advisor.decision.tally import Tally
from advisor.decision.tally_words import middle_words, shared_words
from advisor.model.provenance import SettledBy
from advisor.model.workshop import Key
from advisor.workflows.workshop import Room
from advisor.workflows.workshop_board import Board, Item, Stage, Worth, outcome_label
from advisor.workflows.workshop_merge import Merged
from advisor.workflows.workshop_steps import spoken

_CELLS = 24
_ENOUGH = 3
"""Questions revealed before a figure about the whole panel says anything."""
_MOST_BESIDE = 3
"""Names beside a bar; the ends of the scale are named below."""
_STAGES = {
    Stage.VOTING: "not revealed",
    Stage.REVEALED: "revealed",
    Stage.VOTING_AGAIN: "voting again",
    Stage.AGREED: "agreed",
}
_BASES = {
    SettledBy.AGREED: "agreed in the room",
    SettledBy.UNANIMOUS: "everybody said the same",
    SettledBy.CLOSE: "near enough, the middle vote or the most frequent answer",
    SettledBy.MIDDLE: "far apart, but the advice stays: the middle vote or the most frequent answer",
    SettledBy.ONE_VOICE: "one person knew",
    SettledBy.APART: "unknown, because the votes lie too far apart",
    SettledBy.NOBODY_KNOWS: "nobody knew",
}


def how_to_join(room: Room) -> list[str]:
    """How people take part, in their terminal, a browser or Excel."""
    folder = room.folder
    first = room.participants[0] if room.participants else None
    name = first.name if first else "Anna"
    joined = f"{_count(len(room.participants), 'participant')} so far; others can join at any time."
    return [
        joined if first else "Nobody takes part yet; people join like this.",
        f"In their terminal: advisor workshop join {_shell(str(folder))} --name {_shell(name)}",
        f"Line by line, also for a screen reader: after joining, advisor ask"
        f" {_shell(str(folder / PARTICIPANTS / 'NAME.yaml'))}",
        f"In a browser: advisor serve {_shell(str(folder))} --host 0.0.0.0 --name THIS-MACHINE, and pass on"
        " the link with its key (plain HTTP: a network you trust, or a TLS proxy before it); without --host"
        " only this machine reaches it",
        f"In Excel: advisor questionnaire {_shell(str(room.team_file))}, and when it is filled in,"
        f" advisor workshop import {_shell(str(folder))} FILE.xlsx --name {_shell(name)}",
        f"You, as facilitator: advisor workshop open {_shell(str(folder))}",
        "Votes are hidden by the program, not encrypted: whoever can read the folder can read them.",
    ]


def status_lines(room: Room, board: Board, style: Style) -> list[str]:
    """Who has answered how much, what the advice can still be, and the agenda."""
    workshop = room.workshop
    lines = [style.paint(clean(workshop.workshop), "bold")]
    about = [workshop.date, f"led by {workshop.facilitator}" if workshop.facilitator else None]
    about.append(f"{room.pack.manifest.title} {room.pack.version}")
    lines += wrap(f" {style.dot} ".join(each for each in about if each))
    lines += ["", *_people(room, style), "", *_advice(room, board, style), ""]
    return [*lines, *_agenda(board, style)]


def question_lines(room: Room, board: Board, key: Key, style: Style) -> list[str]:
    """One question: what is asked, who has voted, and the votes when they are revealed."""
    item = board.item(key)
    question = room.question(key)
    title = room.workload_title(key)
    lines = wrap(question.ask)
    lines = [style.paint(each, "bold") for each in lines]
    lines += wrap(f"About the workload {title}." if title else "About the whole organisation.")
    for option in question.options:
        text = f"{option.label} - {option.detail}" if option.detail else option.label
        lines += wrap(text, indent="      ", first=f"    {option.id}: ")
    if question.number is not None:
        form = question.number
        lines += wrap(f"A number of {form.unit}, {form.minimum:f} to {form.maximum:f}.", indent="    ")
    if item is None:
        return [*lines, "", "No participant's answers leave this question to be asked."]
    lines += ["", *wrap(f"{_STAGES[item.stage].capitalize()}. {_voted(room, item)}")]
    lines += wrap(worth_sentence(room, item))
    for number, tally in enumerate(item.rounds, 1):
        hidden = item.stage is Stage.VOTING_AGAIN and number == len(item.rounds)
        name = f"Vote {number}" + (" (people vote again now)" if hidden else "")
        lines += ["", *tally_lines(room, tally, style, name)]
    if item.changed:
        lines += wrap(f"Changed since: {_names(room, item.changed)}; reveal again to count it.")
    if item.agreed is not None:
        lines += ["", *wrap(f"Agreed: {answer_label(question, item.agreed.answer)}.")]
        lines += wrap(f"Because: {item.agreed.rationale}") if item.agreed.rationale else []
        for each in item.agreed.dissent:
            who = room.names.get(each.who, each.who)
            lines += wrap(f"Dissent: {who}" + (f": {each.why}" if each.why else "."))
    return lines


def tally_lines(room: Room, tally: Tally, style: Style, name: str) -> list[str]:
    """Frequency bars, measures and the ends of one revealed vote."""
    most = max((bar.count for bar in tally.bars), default=0)
    wide = min(max((width_of(clean(bar.label)) for bar in tally.bars), default=0), 34)
    lines = [f"{name}:"]
    for bar in tally.bars:
        share = bar.count / most if most else 0.0
        who = _few(room, bar.by, _MOST_BESIDE)
        cells = style.share(share, _CELLS)
        lines += wrap(
            who,
            indent=" " * (wide + _CELLS + 10),
            first=f"  {pad(clean(bar.label), wide)}  {cells} {bar.count:>3}  ",
        )
    for text, people in (("unknown", tally.unknown), ("does not apply", tally.not_applicable)):
        if people:
            lines += wrap(f"{len(people)} said {text}: {_few(room, people)}.", indent="  ")
    lines += wrap(measures(tally), indent="  ")
    if tally.lowest:
        lines += wrap(
            f"Lowest: {_few(room, tally.lowest)}. Highest: {_few(room, tally.highest)}."
            " They explain first, then a second vote.",
            indent="  ",
        )
    return lines


def measures(tally: Tally) -> str:
    """Median, spread and consensus in a sentence, with the verdict by the pack's thresholds."""
    if not tally.valued and not tally.not_applicable:
        return "Nobody knows."
    verdict = "Alike: everybody who knows says the same."
    if not tally.unanimous:
        verdict = "Near: close enough by the pack's thresholds."
        if not tally.close:
            verdict = "Apart: by the pack's thresholds too far to count as agreed."
    if tally.spread is None:
        share = round(100 * tally.majority)
        return f"{verdict} The most frequent answer has {share} % of the votes of those who know."
    parts = (
        verdict,
        middle_words(tally),
        f"Consensus {tally.spread.consensus:.2f} of 1.",
        shared_words(tally),
    )
    return " ".join(filter(None, parts))


def worth_sentence(room: Room, item: Item) -> str:
    """Whether a question is worth discussing, and why."""
    if item.worth is Worth.DISCUSS and item.dispute is not None:
        what = "the advice for today" if item.dispute.changes_now else "the target, not the advice for today"
        if not item.dispute.weighed:
            return (
                "Not weighed yet: on too many questions it is disputed whether they apply; settle that first."
            )
        whom = ""
        if len(room.workloads) > 1:
            titles = {each.id: each.title or each.id for each in room.workloads}
            whom = f" for {', '.join(titles[each] for each in item.dispute.workloads)}"
        return f"Worth discussing: it can change {what}{whom}."
    if item.worth is Worth.NOTHING:
        if len(item.stays) == 1:
            return f"Nothing to discuss: whatever you answer, the advice stays {item.stays[0]}."
        return "Nothing to discuss: people differ, but the advice does not hang on this."
    if item.worth is Worth.ALIKE:
        return "Nothing to discuss: the answers count alike."
    if item.worth is Worth.DONE:
        return "Settled."
    return "Fewer than two answers so far."


def merge_lines(done: Merged) -> list[str]:
    """What the team's answers rest on, and what is left open."""
    lines = [f"{done.counts[basis]:>4}  {_BASES[basis]}" for basis in SettledBy if basis in done.counts]
    if done.apart:
        lines.append("Too far apart: " + ", ".join(map(spoken, done.apart[:8])) + _more(len(done.apart) - 8))
    if done.idle:
        lines += wrap(
            f"{done.idle} of those that lie apart cannot change the advice. They count as unknown, which"
            " makes scores and the other decisions less sure; --settle median takes the middle vote or the"
            " most frequent answer there."
        )
    if done.hidden:
        told = (
            "whoever reads the file sees how many said what on them, and not who."
            if done.counted
            else "the file tells neither who nor how many said what on them."
        )
        lines += wrap(f"{done.hidden} were never revealed: {told}")
    lines.append(f"Next: advisor report {done.path}")
    return lines


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
    text = _STAGES[item.stage]
    if item.worth is Worth.DISCUSS and item.dispute is not None and not item.dispute.changes_now:
        text = f"changes the target only; {text}"
    everybody = len(item.voted) + len(item.waiting)
    return f"{text}, {len(item.voted)} of {everybody} done"


def _voted(room: Room, item: Item) -> str:
    """Who is done; who was not asked only once it tells no answer."""
    everybody = len(item.voted) + len(item.waiting) - len(item.not_asked)
    done = len(item.voted) - len(item.not_asked)
    text = "All are done." if not item.waiting and not item.not_asked else f"{done} of {everybody} are done."
    if item.not_asked:
        text += f" Not asked: {_few(room, item.not_asked)}."
    return text + (f" Not yet: {_few(room, item.waiting)}." if item.waiting else "")


def _names(room: Room, people: Iterable[str]) -> str:
    return ", ".join(clean(room.names.get(who, who)) for who in people)


def _few(room: Room, people: Sequence[str], most: int = 8) -> str:
    rest = len(people) - most
    return _names(room, people) if rest < 2 else f"{_names(room, people[:most])} and {rest} more"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _or(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def _more(number: int) -> str:
    return f" and {number} more" if number > 0 else ""


def _shell(text: str) -> str:
    return shlex.quote(text)
