"""Template environments: sandboxed, strict, escaping; templates are compiled once a process.

Templates may be somebody else's, so they run in Jinja's immutable sandbox, and an undefined name is
an error. Text of packs and assessments only ever arrives as a value, never as a template.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from advisor.content.locations import templates_root
from advisor.reporting.layout import layout
from advisor.reporting.words import figure


def environment(folder: str) -> ImmutableSandboxedEnvironment:
    """A new environment over one folder of the report templates."""
    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template_folder(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.globals["layout"] = layout
    found.filters["tenths"] = tenths
    found.filters["figure"] = figure
    return found


def template_folder(folder: str) -> Path:
    """The folder of one format's templates."""
    return templates_root() / folder


def tenths(points: float, shift: float = 0, most: float = 1000) -> str:
    """Points of 100 as whole thousandths of a chart's width, shifted and kept inside it."""
    return str(round(min(max(points * 10 + shift, 0), most)))
