"""``advisor whatif``: the advice with answers, weights and amounts changed, beside the present one."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import AssessmentFileArgument, ForceOption, OutputFileOption, PackOption
from advisor.errors import AdvisorError, Problem

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment
    from advisor.workflows.scenarios import Wishes
    from advisor.workflows.score import Scored

WHAT_IF_PANEL = "Suppose"
KEPT_PANEL = "Scenarios"


class WhatIfFormat(StrEnum):
    """How what is supposed is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


_ENDINGS = {"txt": WhatIfFormat.TEXT, "md": WhatIfFormat.MARKDOWN}


def command(
    file: AssessmentFileArgument,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="QUESTION=ANSWER",
            help="An answer to suppose: an option's id, ids with commas, a number, unknown, unanswered or "
            "n/a. WORKLOAD/QUESTION=ANSWER for one workload only. Any number of times.",
            show_default=False,
            rich_help_panel=WHAT_IF_PANEL,
        ),
    ] = None,
    weights: Annotated[
        list[str] | None,
        typer.Option(
            "--weight",
            metavar="QUESTION=N",
            help="A weight to suppose, from 0 to three times the questionnaire's. DIMENSION/QUESTION=N where "
            "it counts in several. Any number of times.",
            show_default=False,
            rich_help_panel=WHAT_IF_PANEL,
        ),
    ] = None,
    costs: Annotated[
        list[str] | None,
        typer.Option(
            "--cost",
            metavar="QUANTITY=AMOUNT",
            help="An amount to suppose, with its unit as in the section “economics”, or unstated. "
            "WORKLOAD/QUANTITY=AMOUNT or MODEL/QUANTITY=AMOUNT for one alone. Any number of times.",
            show_default=False,
            rich_help_panel=WHAT_IF_PANEL,
        ),
    ] = None,
    save: Annotated[
        str | None,
        typer.Option(
            "--save",
            metavar="NAME",
            help="Keep what is supposed as a scenario, in a file beside FILE. A scenario of this name is "
            "replaced.",
            show_default=False,
            rich_help_panel=KEPT_PANEL,
        ),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option(
            "--note",
            metavar="TEXT",
            help="With --save: a sentence about what it stands for.",
            show_default=False,
            rich_help_panel=KEPT_PANEL,
        ),
    ] = None,
    scenarios: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            metavar="NAME",
            help="Show this kept scenario beside the present. Any number of times.",
            show_default=False,
            rich_help_panel=KEPT_PANEL,
        ),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="List the kept scenarios.", rich_help_panel=KEPT_PANEL)
    ] = False,
    forget: Annotated[
        list[str] | None,
        typer.Option(
            "--forget",
            metavar="NAME",
            help="Take a kept scenario out. Any number of times.",
            show_default=False,
            rich_help_panel=KEPT_PANEL,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also the rows that stay the same.")] = False,
    format_: Annotated[
        WhatIfFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Text, JSON, CSV or Markdown. Without it, what -o ends in.",
            show_default=False,
        ),
    ] = None,
    output: OutputFileOption = None,
    force: ForceOption = False,
    pack: PackOption = None,
) -> None:
    """Suppose other answers, weights or amounts and see what they do; the file stays as it is.

    Scenarios that are kept stand in a file of their own beside the assessment. Without options, all of them
    are shown beside the present.
    """
    from advisor.workflows.scenarios import Wishes

    wishes = Wishes(settings or (), weights or (), costs or ())
    wanted = format_ or _by_ending(output)
    if forget or listing:
        if wishes.any or save or scenarios:
            raise AdvisorError("--list and --forget stand alone; suppose something in a call of its own.")
        _manage(file, tuple(forget or ()), wanted, listing=listing)
        return
    if save is not None and not wishes.any:
        raise AdvisorError("--save keeps what is supposed: add --set, --weight or --cost.")
    if note is not None and save is None:
        raise AdvisorError("--note belongs to a scenario: add --save NAME.")
    from advisor.workflows.score import pack_at, score_file

    scored = score_file(file, pack=pack_at(pack), whole=True)
    diagnostics.tell(scored.loaded.notices)
    _side_by_side(file, scored, wishes, save, note, scenarios, wanted, output, everything, force)


def _by_ending(output: Path | None) -> WhatIfFormat:
    if output is None:
        return WhatIfFormat.TEXT
    ending = output.suffix.removeprefix(".").lower()
    try:
        return _ENDINGS.get(ending) or WhatIfFormat(ending)
    except ValueError:
        raise AdvisorError(
            f"-o {output}: add --format, or end the name in .md, .csv, .json or .txt."
        ) from None


def _side_by_side(
    file: Path,
    scored: Scored,
    wishes: Wishes,
    save: str | None,
    note: str | None,
    names: list[str] | None,
    wanted: WhatIfFormat,
    output: Path | None,
    everything: bool,
    force: bool,
) -> None:
    from advisor.cli.output import give
    from advisor.cli.scenario_text import SUPPOSED, table_lines
    from advisor.content.scenario_file import put_scenario, scenario_name
    from advisor.workflows.scenario import scenario_between
    from advisor.workflows.scenario_counting import Side
    from advisor.workflows.scenarios import (
        chosen,
        kept_beside,
        kept_scenario,
        side_of,
        supposed_by,
        table_of,
    )

    pack, assessment = scored.pack, scored.loaded.assessment
    kept = kept_beside(file)
    called = None if save is None else scenario_name(save)
    shown = [] if wishes.any and not names else list(kept.scenarios)
    if names:
        shown = chosen(kept, names)
    sides = [side_of(each, kept_scenario(kept, scored, each)) for each in shown]
    if wishes.any:
        supposed = supposed_by(scored, wishes)
        _tell_not_counted(scored, supposed.assessment)
        scenario = scenario_between(
            called or SUPPOSED, (pack, assessment), (supposed.pack, supposed.assessment), note
        )
        if called is not None:
            if scenario.empty:
                raise AdvisorError("Nothing differs from the present, so there is no scenario to keep.")
            written = put_scenario(file, scenario)
            diagnostics.say(f"{written.path}: “{called}” is kept.")
            sides = [each for each in sides if each.name.casefold() != called.casefold()]
        sides.append(Side(called or SUPPOSED, supposed.pack, supposed.assessment, note))
    if not sides:
        raise AdvisorError(
            "Suppose something: --set QUESTION=ANSWER, --weight QUESTION=N or --cost QUANTITY=AMOUNT. "
            "No scenario is kept beside this file yet."
        )
    table = table_of(pack, assessment, sides)
    diagnostics.tell(
        Problem(str(kept.path), None, None, f"“{column.name}”: {each}")
        for column in table.columns
        for each in column.notices
        if wanted is not WhatIfFormat.TEXT or output is not None
    )
    if wanted is WhatIfFormat.TEXT:
        from advisor.cli.plain import style_for

        style = style_for(sys.stdout)
        if output is not None:
            style = replace(style, colour=False, unicode=True)
        text = style.fit("\n".join(table_lines(table, style, everything=everything))) + "\n"
        encoding = "utf-8" if output is not None else sys.stdout.encoding or "utf-8"
        content = text.encode(encoding, "replace")
    else:
        from advisor.reporting.scenarios import as_csv, as_json, as_markdown

        renderer = {WhatIfFormat.JSON: as_json, WhatIfFormat.CSV: as_csv, WhatIfFormat.MARKDOWN: as_markdown}
        content = renderer[wanted](table, everything=everything)
    give(content, output, force=force)


def _tell_not_counted(scored: Scored, supposed: Assessment) -> None:
    """Say which of the answers that are supposed other ones leave out."""
    from advisor.workflows.kept import kept_among

    present = scored.loaded.assessment
    changed = {
        (question.id, where)
        for question in scored.pack.questions
        for where in (None, *(workload.id for workload in supposed.workloads))
        if (answer := supposed.answer(question.id, where)) is not None
        and answer != present.answer(question.id, where)
    }
    diagnostics.tell(kept_among(replace(scored.loaded, assessment=supposed), changed))


def _manage(file: Path, forgotten: tuple[str, ...], wanted: WhatIfFormat, *, listing: bool) -> None:
    """List scenarios, and take some out."""
    from advisor.content.scenario_file import drop_scenario, load_scenarios
    from advisor.content.scenario_reader import plain_data
    from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read_bytes
    from advisor.workflows.scenarios import chosen

    read_bytes(file, ASSESSMENT_LIMIT)  # A file that is not there has no scenarios to speak of.
    loaded = load_scenarios(file)
    chosen(loaded, forgotten)
    for name in forgotten:
        loaded, gone = drop_scenario(file, name)
        diagnostics.say(f"{loaded.path}: “{gone.name}” is forgotten.")
    if not listing:
        return
    if wanted is WhatIfFormat.JSON:
        found = [{"note": each.note, **plain_data(each)} for each in loaded.scenarios]
        text = json.dumps({"schema": "advisor/scenario-list/1", "scenarios": found}, indent=2, default=str)
        typer.echo(text)
        return
    if wanted is not WhatIfFormat.TEXT:
        raise AdvisorError("--list comes as text or JSON.")
    from advisor.cli.plain import emit, style_for
    from advisor.cli.scenario_text import list_lines

    style = style_for(sys.stdout)
    emit(list_lines(file, loaded.scenarios, style), style)
