"""One question of a workshop as plain lines: what is asked, who has voted, and the votes once revealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.cli.plain import Style, clean, pad, width_of, wrap
from advisor.decision.labels import answer_label
from advisor.decision.tally import Tally
from advisor.decision.tally_words import middle_words, shared_words
from advisor.model.workshop import Key
from advisor.workflows.workshop import Room
from advisor.workflows.workshop_board import Board, Item, Stage, Worth

STAGES = {
    Stage.VOTING: "not revealed",
    Stage.REVEALED: "revealed",
    Stage.VOTING_AGAIN: "voting again",
    Stage.AGREED: "agreed",
}
"""How far the talk about a question is, in words."""
_CELLS = 24
"""Of the longest bar."""
_MOST_BESIDE = 3
"""Names beside a bar; the ends of the scale are named below."""


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
    lines += ["", *wrap(f"{STAGES[item.stage].capitalize()}. {_voted(room, item)}")]
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
