"""``advisor demo``: a bundled example, answered and recommended, at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import complete_example
from advisor.errors import Problem, UnusableInput

if TYPE_CHECKING:
    from advisor.cli.plain import Style
    from advisor.content.examples import Example
    from advisor.workflows.score import Scored


def command(
    example: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXAMPLE]",
            help="Which example; without it, the one with the most workloads.",
            show_default=False,
            autocompletion=complete_example,
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the examples and stop.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Print all reasons, scores, warnings and the framework's cells.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Also write the example's report there.", show_default=False
        ),
    ] = None,
) -> None:
    """Show a bundled example with its recommendation, and its report if you like."""
    from advisor.cli.advice_text import AdviceText, hints
    from advisor.cli.demo_text import in_short
    from advisor.cli.framework_text import framework_lines
    from advisor.cli.plain import emit, style_for

    style = style_for(sys.stdout)
    examples = bundled()
    if list_:
        emit(_listing(examples), style)
        return
    chosen, scored = _named(examples, example)
    if chosen.study:
        emit(_study(chosen, style), style)
        return
    view = AdviceText(scored.pack, style)
    recommendation = scored.recommendation
    if full:
        lines = view.header(recommendation) + view.workloads(recommendation)
        lines += framework_lines(view, recommendation.workloads)
    else:
        lines = in_short(view, recommendation)
    if output is not None:
        lines += ["", "Report", *(f"  {path}" for path in _write_report(chosen.path, output))]
    more = (f"advisor demo {chosen.id} --full", "all of it, in full")
    lines += hints(
        [
            *([] if full else [more]),
            ("advisor demo --list", "the other examples"),
            ("advisor", "open the terminal app"),
            (f"advisor new my.yaml --example {chosen.id}", "a copy of this one to play with"),
            ("advisor ask my.yaml --quick", "one of your own, line by line"),
            ("advisor report my.yaml -p all -o reports", "the KPI reports, one a persona"),
        ]
    )
    emit(lines, style)


def _write_report(example: Path, folder: Path) -> tuple[Path, ...]:
    from advisor.cli.output import write_all
    from advisor.cli.rendering import Wish, made
    from advisor.workflows.report import report_inputs

    files = made(report_inputs(example, None), Wish(("html", "markdown")))
    return write_all(folder, {each.name: each.content for each in files if each.content}, force=False)


def _study(chosen: Example, style: Style) -> list[str]:
    """What a published calculation comes to here."""
    from advisor.cli.advice_text import hints
    from advisor.cli.plain import wrap
    from advisor.cli.tco_text import TcoText
    from advisor.workflows.tco import Options, tco_file

    costed = tco_file(chosen.path, Options())
    lines = [*wrap(chosen.summary), ""]
    lines += TcoText(costed.scored.pack, style, costed.estimate).calculation()
    return lines + hints(
        [
            ("advisor demo --list", "the other examples"),
            (f"advisor new my.yaml --example {chosen.id}", "a copy of this one to play with"),
            ("advisor tco my.yaml", "everything about its cost"),
        ]
    )


def bundled() -> list[Example]:
    """The examples of all bundled packs, then the published calculations."""
    from advisor.content.examples import bundled_examples, bundled_studies
    from advisor.content.locations import bundled_packs

    folders = bundled_packs().values()
    examples = [example for folder in folders for example in bundled_examples(folder)]
    return examples + [study for folder in folders for study in bundled_studies(folder)]


_STUDIES = "Published calculations, recomputed: figures of others, and no advice"


def _listing(examples: list[Example]) -> list[str]:
    from advisor.cli.plain import clean, wrap

    lines: list[str] = []
    for example in examples:
        if example.study and not any(each.startswith(_STUDIES) for each in lines):
            lines += ["", _STUDIES]
        lines += [f"{example.id}  {clean(example.title)}", *wrap(example.summary, indent="    ")]
    return lines


def _named(examples: list[Example], wanted: str | None) -> tuple[Example, Scored]:
    from advisor.workflows.score import score_file

    if wanted is None and examples:
        scored = [(example, score_file(example.path)) for example in examples if not example.study]
        return max(scored, key=lambda each: len(each[1].recommendation.workloads))
    found = named_example(wanted or "")
    return found, score_file(found.path)


def named_example(name: str, folder: Path | None = None) -> Example:
    """The example of this id: of the pack in ``folder`` if it has one, else a bundled one.

    Raises:
        UnusableInput: there is none.
    """
    from advisor.content.examples import bundled_examples, bundled_studies
    from advisor.content.names import choose_from

    examples: Sequence[Example] = bundled()
    if folder is not None:
        examples = (*bundled_examples(folder), *bundled_studies(folder), *examples)
    found = next((example for example in examples if example.id == name), None)
    if found is None:
        hint = choose_from(name, [example.id for example in examples])
        message = f"there is no example “{name}”"
        raise UnusableInput([Problem("example", None, None, message, hint, code="example-not-found")])
    return found
