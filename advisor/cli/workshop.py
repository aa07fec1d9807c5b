"""``advisor workshop``: many people answer, differ, talk about what matters, and agree."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import NewPackOption, complete_example, complete_kind
from advisor.cli.workshop_people import minutes, remove, rename
from advisor.errors import AdvisorError, UnusableInput

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack
    from advisor.workflows.workshop import Room

HELP = (
    "Run a workshop: a folder with one file for each participant, votes hidden until they are revealed.\n\n"
    "The agenda puts first what changes the advice; what does not is said to be nothing to discuss."
)


class Format(StrEnum):
    """What the status comes as."""

    TEXT = "text"
    JSON = "json"


FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="The workshop's folder.", show_default=False)
]
QuestionArgument = Annotated[
    str,
    typer.Argument(
        metavar="QUESTION",
        help="A question's id; WORKLOAD/QUESTION for one of several workloads.",
        show_default=False,
    ),
]
NameOption = Annotated[
    str, typer.Option("--name", "-n", metavar="NAME", help="Who you are.", show_default=False)
]

NewOption = Annotated[
    bool, typer.Option("--new", help="A new participant, although the name looks like another one's.")
]


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
    title: Annotated[
        str | None,
        typer.Option(
            "--title", "-t", metavar="TEXT", help="What the workshop is called.", show_default=False
        ),
    ] = None,
    participant: Annotated[
        list[str] | None,
        typer.Option(
            "--participant",
            "-p",
            metavar="NAME",
            help="Somebody who takes part; any number of times. Others can join later.",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="ASSESSMENT",
            help="Take organisation, workloads, persona and costs from it; its answers stay behind.",
            show_default=False,
        ),
    ] = None,
    example: Annotated[
        str | None,
        typer.Option(
            "--example",
            metavar="EXAMPLE",
            help="To rehearse: a bundled example's workloads, and made-up people who differ about it.",
            show_default=False,
            autocompletion=complete_example,
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation", "-g", metavar="NAME", help="Whose workshop it is.", show_default=False
        ),
    ] = None,
    workload: Annotated[
        list[str] | None,
        typer.Option(
            "--workload",
            "-w",
            metavar="NAME[:KIND]",
            help="A workload and its kind; may be given several times.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Kind of the workloads that name none.",
            show_default=False,
            autocompletion=complete_kind,
        ),
    ] = None,
    facilitator: Annotated[
        str | None,
        typer.Option("--facilitator", metavar="NAME", help="Who leads it.", show_default=False),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Its day; without it, today.", show_default=False),
    ] = None,
    pack: NewPackOption = None,
) -> None:
    """Make a workshop's folder and say how people join."""
    from advisor.cli.diagnostics import say
    from advisor.cli.workshop_text import how_to_join
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_new import new_workshop

    brings = "--from" if base is not None else "--example" if example is not None else None
    if brings and (workload or kind or organisation):
        raise AdvisorError(
            f"{brings} brings organisation and workloads; leave out the options that name them."
        )
    if example is not None and (base is not None or pack is not None):
        raise AdvisorError("--example brings a pack and an assessment; leave out --from and --pack.")
    if example is not None:
        from advisor.cli.demo import named_example

        base = named_example(example).path
    chosen, start = _base(folder, base, pack, organisation, workload, kind)
    new_workshop(
        folder,
        start,
        chosen,
        title=title or f"{start.organisation}: workshop",
        date=_day(date),
        facilitator=facilitator,
        participants=participant or [],
    )
    if example is not None:
        from advisor.workflows.workshop_rehearsal import seat_made_up

        seat_made_up(folder, start, chosen)
    typer.echo(str(folder))
    for line in how_to_join(open_room(folder)):
        say(line)


def join(
    folder: FolderArgument,
    name: NameOption,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Go on to answer, where there is a terminal.")
    ] = True,
    new_one: NewOption = False,
) -> int | None:
    """Take part: makes your file when it is not there yet, and opens it."""
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop_new import join as joined

    _look_for_slips(folder, name, new_one)
    path = joined(folder, name)
    if open_ and sys.stdin.isatty() and sys.stdout.isatty():
        from advisor.tui.app import run

        return run(path)
    typer.echo(str(path))
    say(f"Answer with: advisor open {path}   (or, line by line: advisor ask {path})")
    return None


def take_in(
    folder: FolderArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="A filled questionnaire.", show_default=False)
    ],
    name: NameOption,
    new_one: NewOption = False,
) -> None:
    """Put a filled Excel questionnaire into a participant's file; what it leaves empty stays."""
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop_new import take_in as taken

    _look_for_slips(folder, name, new_one)
    try:
        path, added, changed = taken(folder, file, name)
    except UnusableInput:
        say(f"Nothing was read in from {file}; mend what is named here and import it again.")
        raise
    typer.echo(str(path))
    say(f"{added} answers added, {changed} changed.")


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
    from advisor.cli.workshop_text import status_lines
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


class Settle(StrEnum):
    """How to settle what cannot change the advice."""

    MEDIAN = "median"


def merge(
    folder: FolderArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; without it, team.yaml in the folder.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace answers that were given after the last merge.")
    ] = False,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help="Letters instead of participants' names. What was typed as a reason stays as it is.",
        ),
    ] = False,
    with_unrevealed: Annotated[
        bool,
        typer.Option(
            "--with-unrevealed",
            help="Also tell how many said what where votes were never revealed; never who.",
        ),
    ] = False,
    settle: Annotated[
        Settle | None,
        typer.Option(
            "--settle",
            help="Where votes lie too far apart and no answer changes the advice: take the middle vote, or"
            " the most frequent answer. Without it these count as unknown.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make the team's assessment: every answer with where it comes from.

    What the room agreed on stands; else what everybody said, or the middle vote where the pack's thresholds
    allow it; unknown where the votes lie too far apart. advisor report tells where the room differed.
    """
    from advisor.cli.diagnostics import say, tell
    from advisor.cli.workshop_text import merge_lines
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_merge import write_team

    room = open_room(folder)
    tell(room.problems)
    done = write_team(
        room,
        output,
        force=force,
        anonymous=anonymous,
        with_unrevealed=with_unrevealed,
        settle=settle is not None,
    )
    typer.echo(str(done.path))
    for line in merge_lines(done):
        say(line)


def reset_pin(folder: FolderArgument, name: NameOption) -> None:
    """Give somebody a new PIN for the browser, and print it.

    For who forgot theirs, and for who answered in a terminal or Excel before and goes on in the browser.
    """
    from advisor.cli.diagnostics import say
    from advisor.workflows.workshop_new import new_pin

    typer.echo(new_pin(folder, name))
    say(f"The PIN of {name} from now on, in the browser. Tell it to nobody else.")


COMMANDS: dict[str, Callable[..., int | None]] = {
    "new": new,
    "join": join,
    "import": take_in,
    "reset-pin": reset_pin,
    "open": open_,
    "status": status,
    "show": show,
    "reveal": reveal,
    "vote-again": vote_again,
    "agree": agree,
    "reopen": reopen,
    "merge": merge,
    "minutes": minutes,
    "rename": rename,
    "remove": remove,
}
"""Name to function, in the order of the help."""


def _look_for_slips(folder: Path, name: str, new_one: bool) -> None:
    """Refuse a name that looks like a slip in another, unless it is said to be a new one."""
    from advisor.workflows.workshop import open_room
    from advisor.workflows.workshop_people import check_new

    if not new_one:
        check_new(open_room(folder), name)


def _show(room: Room, key: tuple[str, str | None]) -> None:
    from advisor.cli.plain import emit, style_for
    from advisor.cli.workshop_text import question_lines
    from advisor.workflows.workshop_board import board

    style = style_for(sys.stdout)
    emit(question_lines(room, board(room), key, style), style)


def _base(
    folder: Path,
    base: Path | None,
    pack: str | None,
    organisation: str | None,
    workload: list[str] | None,
    kind: str | None,
) -> tuple[Pack, Assessment]:
    """The pack, and an assessment that names it as seen from the workshop's folder."""
    from advisor.cli.beginning import default_pack, reference_from
    from advisor.content.locations import bundled_packs, pack_folder
    from advisor.workflows.new import fresh_assessment
    from advisor.workflows.questionnaire import answered_so_far
    from advisor.workflows.score import pack_at

    if base is not None:
        loaded = answered_so_far(base, pack=pack_at(pack, whole=True))
        chosen, start = loaded.pack, loaded.assessment
        reference, near = pack or start.pack, Path() if pack else base.parent
    else:
        reference, chosen = default_pack(pack)
        first = kind or chosen.manifest.workload_kinds[0].id
        named = [_workload(text, first) for text in workload or ["First workload"]]
        start = fresh_assessment(
            chosen,
            pack_reference=reference,
            organisation=organisation or "Our organisation",
            workloads=named,
            persona=None,
        )
        near = Path()
    if reference not in bundled_packs():
        reference = reference_from(pack_folder(reference, near), folder)
    return chosen, start.model_copy(update={"pack": reference})


def _workload(text: str, default_kind: str) -> tuple[str, str]:
    name, _, kind = text.rpartition(":")
    return (name.strip(), kind.strip()) if name else (text.strip(), default_kind)


def _day(text: str | None) -> datetime.date:
    try:
        return datetime.date.today() if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise AdvisorError(f"--date {text}: not a date; write it like 2026-01-31.") from None
