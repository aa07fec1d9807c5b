"""``advisor demo``: a bundled example, answered and recommended, at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.options import complete_example
from advisor.errors import Problem, UnusableInput

if TYPE_CHECKING:
    from advisor.content.examples import Example

_WARNINGS = 3


def command(
    example: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXAMPLE]",
            help="Which example; without it, the first.",
            show_default=False,
            autocompletion=complete_example,
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the examples and stop.")] = False,
) -> None:
    """Show a bundled example with its recommendation."""
    from advisor.cli.advice_text import AdviceText, hints
    from advisor.cli.plain import emit, style_for
    from advisor.workflows.score import score_file

    style = style_for(sys.stdout)
    examples = _examples()
    if list_:
        emit(_listing(examples), style)
        return
    chosen = _named(examples, example)
    scored = score_file(chosen.path)
    view = AdviceText(scored.pack, style)
    lines = view.header(scored.recommendation)
    for workload in scored.recommendation.workloads:
        lines += view.title(workload)
        lines += [*view.advice(workload), *view.scores(workload), *view.excluded(workload)]
        lines += [*view.framework(workload), *view.warnings(workload, most=_WARNINGS)]
        lines += view.other_decisions(workload)
    path = str(chosen.path)
    lines += hints(
        [
            ("advisor", "open the terminal app"),
            ("advisor demo --list", "the other examples"),
            ("advisor new my.yaml", "begin an assessment of your own"),
            ("advisor ask my.yaml --quick", "answer its questions, here or in the app"),
        ]
    )
    lines += ["  This example: ", f"  advisor report {path} --persona all -o reports"]
    emit(lines, style)


def _examples() -> list[Example]:
    from advisor.content.examples import bundled_examples
    from advisor.content.locations import bundled_packs

    return [example for folder in bundled_packs().values() for example in bundled_examples(folder)]


def _listing(examples: list[Example]) -> list[str]:
    from advisor.cli.plain import clean, wrap

    lines: list[str] = []
    for example in examples:
        lines += [f"{example.id}  {clean(example.title)}", *wrap(example.summary, indent="    ")]
    return lines


def _named(examples: list[Example], wanted: str | None) -> Example:
    from advisor.content.names import choose_from

    found = next((example for example in examples if wanted in (None, example.id)), None)
    if found is None:
        hint = choose_from(wanted or "", [example.id for example in examples])
        message = f"there is no example “{wanted}”" if wanted else "no example is bundled"
        raise UnusableInput([Problem("demo", None, None, message, hint, code="example-not-found")])
    return found
