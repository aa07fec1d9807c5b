"""Template environments: sandboxed, strict, escaping; templates are compiled once a process.

Templates may be somebody else's, so they run in Jinja's immutable sandbox, and an undefined name is
an error. Text of packs and assessments only ever arrives as a value, never as a template.
"""

from __future__ import annotations

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from advisor.content.locations import templates_root
from advisor.reporting.layout import is_card, layout
from advisor.reporting.words import figure


def environment(folder: str) -> ImmutableSandboxedEnvironment:
    """A new environment over one folder of the report templates."""
    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates_root() / folder),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.globals["layout"] = layout
    found.globals["is_card"] = is_card
    found.filters["share"] = share
    found.filters["figure"] = figure
    return found


def share(points: float) -> str:
    """Points of 100 as a length in a chart, kept inside it: ``62.5%``."""
    return f"{figure(round(min(max(points, 0.0), 100.0), 2))}%"
