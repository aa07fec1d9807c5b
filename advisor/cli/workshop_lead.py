"""``advisor workshop open``, ``status``, ``show`` and the steps on a question: what the facilitator does."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import Format
from advisor.cli.workshop_options import FolderArgument, QuestionArgument
from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.model.workshop import Key
    from advisor.workflows.workshop import Room


def open_(folder: FolderArgument) -> int | None:
    """Open the facilitator's screen; without a terminal, print where the workshop stands."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        status(folder)
        return None
    from advisor.tui.app import run
    from advisor.workflows.workshop import open_room

    open_room(folder)
    return run(folder)


def status(
    folder: FolderArgument,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for people, or JSON.")
    ] = Format.TEXT,
) -> None:
    """Say who has answered how much, and what is worth discussing; no vote is shown before it is revealed."""
    from advisor.cli.diagnostics import tell
    from advisor.cli.plain import emit, style_for
    from advisor.cli.workshop_json import status_plain
    from advisor.cli.workshop_status_text import status_lines
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_board import board

    room = open_room(folder)
    tell(room.problems)
    tell(notice for each in room.participants for notice in each.notices)
    if format_ is Format.JSON:
        typer.echo(json.dumps(status_plain(room, board(room)), indent=2, ensure_ascii=False))
        return
    style = style_for(sys.stdout)
    emit(status_lines(room, board(room), style), style)


def show(folder: FolderArgument, question: QuestionArgument) -> None:
    """Show one question: its options, who has voted, and the votes when they are revealed."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_steps import key_of

    room = open_room(folder)
    _show(room, key_of(room, question))


def reveal(folder: FolderArgument, question: QuestionArgument) -> None:
    """Reveal the votes on a question: bars, median, spread, consensus, and who stands at the ends."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_steps import key_of
    from advisor.workflows.workshop_steps import reveal as revealed

    room = open_room(folder)
    key = key_of(room, question)
    _show(revealed(room, key), key)


def vote_again(folder: FolderArgument, question: QuestionArgument) -> None:
    """Let people vote once more on a question, hidden; what was revealed before stays."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_steps import key_of
    from advisor.workflows.workshop_steps import vote_again as again

    room = open_room(folder)
    key = key_of(room, question)
    _show(again(room, key), key)


def agree(
    folder: FolderArgument,
    question: QuestionArgument,
    answer: Annotated[
        str,
        typer.Argument(
            metavar="ANSWER",
            help="An option's id, ids with commas, a number, unknown, or “n/a: reason”.",
            show_default=False,
        ),
    ],
    because: Annotated[
        str | None,
        typer.Option(
            "--because", "-b", metavar="TEXT", help="The reason, in a sentence.", show_default=False
        ),
    ] = None,
    dissent: Annotated[
        list[str] | None,
        typer.Option(
            "--dissent",
            "-d",
            metavar="NAME[: WHY]",
            help="Who does not share it, and why; any number of times.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what was agreed before, with its reason and dissent.")
    ] = False,
) -> None:
    """Write down what the team agreed on, with the reason and who does not share it."""
    from advisor.model.provenance import Dissent
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import somebody
    from advisor.workflows.workshop_steps import agree as agreed
    from advisor.workflows.workshop_steps import answer_for, key_of, refuse_agreed

    room = open_room(folder)
    key = key_of(room, question)
    found = []
    for text in dissent or []:
        who, _, why = (part.strip() for part in text.partition(":"))
        if not who:
            raise AdvisorError(f"--dissent {text}: say who, for instance “Anna: no time for that”.")
        found.append(Dissent(who=somebody(room, who), why=why or None))
    if not replace:
        refuse_agreed(room, key)
    after = agreed(room, key, answer_for(room, key, answer), rationale=because, dissent=found)
    _show(after, key)


def reopen(folder: FolderArgument, question: QuestionArgument) -> None:
    """Take an agreement back; the votes that were revealed stay."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_steps import key_of
    from advisor.workflows.workshop_steps import reopen as opened

    room = open_room(folder)
    key = key_of(room, question)
    _show(opened(room, key), key)


def _show(room: Room, key: Key) -> None:
    from advisor.cli.plain import emit, style_for
    from advisor.cli.workshop_question_text import question_lines
    from advisor.workflows.workshop_board import board

    style = style_for(sys.stdout)
    emit(question_lines(room, board(room), key, style), style)
